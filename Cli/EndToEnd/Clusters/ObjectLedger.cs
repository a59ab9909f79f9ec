using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Steady;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Clusters;

/// <summary>What a test made, so that it takes away just that: what was there before stays.</summary>
/// <param name="client">The cluster.</param>
/// <param name="changes">Tells when something is gone.</param>
/// <param name="clock">Bounds the waits.</param>
internal sealed class ObjectLedger(KubernetesClient client, ChangeWatch changes, TimeProvider clock)
{
    private const string FieldManager = "ork";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MissedChange = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ServedWithin = TimeSpan.FromSeconds(10);

    private readonly List<(ApiResource Resource, ObjectName Name)> _made = [];

    /// <summary>Applies an object as a user does, and remembers it if it was not there.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="defaultNamespace">Where it goes if it names no namespace.</param>
    /// <param name="createNamespace">Whether a namespace that is missing is made.</param>
    /// <param name="force">Whether fields of others are taken over; those of what the test made always are.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    public async Task<JsonObject> ApplyAsync(JsonObject obj, string defaultNamespace, bool createNamespace, bool force, CancellationToken cancellationToken)
    {
        var (resource, name) = await AddressOfAsync(obj, defaultNamespace, cancellationToken).ConfigureAwait(false);
        if (createNamespace && name.Namespace is { } ns)
            await EnsureNamespaceAsync(ns, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        // Not broken off: whether it made the object must be known, or nobody takes it away. The client bounds its time.
        var answer = await client.PatchAsync(resource, name, PatchKind.Apply, obj.DeepClone(), new WriteOptions { FieldManager = FieldManager, Force = force || _made.Contains((resource, name)) }, CancellationToken.None).ConfigureAwait(false);
        if (answer.Created && !_made.Contains((resource, name)))
            _made.Add((resource, name));
        return answer.Object;
    }

    /// <summary>Whether an object is there that the test has not made.</summary>
    public async Task<bool> IsOfOthersAsync(JsonObject obj, string defaultNamespace, CancellationToken cancellationToken)
    {
        var (resource, name) = await AddressOfAsync(obj, defaultNamespace, cancellationToken).ConfigureAwait(false);
        return !_made.Contains((resource, name)) && await client.FindAsync(resource, name, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Deletes these objects and waits until they are gone, finalizers and all. Gives back those that were not in time.</summary>
    public async Task<IReadOnlyList<string>> DeleteAsync(Func<ApiResource, bool> which, TimeSpan within, CancellationToken cancellationToken)
    {
        var chosen = _made.Where(one => which(one.Resource)).Reverse().ToList();
        foreach (var (resource, name) in chosen)
            await client.DeleteAsync(resource, name, new DeleteOptions { Propagation = PropagationPolicy.Background }, cancellationToken).ConfigureAwait(false);
        var left = await WaitAsync(chosen, within, cancellationToken).ConfigureAwait(false);
        _made.RemoveAll(one => chosen.Contains(one));
        return left;
    }

    /// <summary>Whether an object was made by the test.</summary>
    public bool Made(Func<ApiResource, ObjectName, bool> which) => _made.Exists(one => which(one.Resource, one.Name));

    /// <summary>Deletes every object of a type, whoever made it, and waits until they are gone.</summary>
    public async Task<IReadOnlyList<string>> DeleteAllAsync(ApiResource resource, TimeSpan within, CancellationToken cancellationToken)
    {
        var all = new List<(ApiResource, ObjectName)>();
        await foreach (var obj in client.ListAsync(resource, ListOptions.All, cancellationToken).ConfigureAwait(false))
            all.Add((resource, obj.ObjectName));
        foreach (var (_, name) in all)
            await client.DeleteAsync(resource, name, new DeleteOptions { Propagation = PropagationPolicy.Background }, cancellationToken).ConfigureAwait(false);
        return await WaitAsync(all, within, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The resource of an object; a server that established a CRD lists it in its discovery a moment later.</summary>
    public async Task<ApiResource> ResourceOfAsync(JsonObject obj, CancellationToken cancellationToken)
    {
        var type = GroupVersionKind.Of(obj);
        var began = clock.GetTimestamp();
        while (true)
        {
            if (await client.Discovery.FindAsync(type, cancellationToken).ConfigureAwait(false) is { } resource)
                return resource;
            if (clock.GetElapsedTime(began) > ServedWithin)
                throw new CliException(new CliFailure("ORK0021", ObjectText.Of(obj.Kind, obj.Namespace, obj.Name), $"the server serves no {type.Kind} of {type.ApiVersion}", "give its CRD under crdFiles, or apply the CRD first"));
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            await client.Discovery.ForgetAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(ApiResource Resource, ObjectName Name)> AddressOfAsync(JsonObject obj, string defaultNamespace, CancellationToken cancellationToken)
    {
        var resource = await ResourceOfAsync(obj, cancellationToken).ConfigureAwait(false);
        return (resource, new ObjectName(resource.Namespaced ? obj.Namespace ?? defaultNamespace : null, obj.Name));
    }

    /// <summary>Makes a namespace that is not there, and remembers it.</summary>
    public async Task EnsureNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        var obj = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } };
        var resource = await ResourceOfAsync(obj, cancellationToken).ConfigureAwait(false);
        if (await client.FindAsync(resource, new ObjectName(null, name), cancellationToken).ConfigureAwait(false) is null)
            await ApplyAsync(obj, "", createNamespace: false, force: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> WaitAsync(IReadOnlyList<(ApiResource Resource, ObjectName Name)> objects, TimeSpan within, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var open = objects.ToList();
        foreach (var (resource, _) in open)
            changes.Watch(resource);
        while (true)
        {
            var changed = changes.Changed;
            var left = new List<(ApiResource Resource, ObjectName Name)>();
            var texts = new List<string>();
            foreach (var (resource, name) in open)
            {
                if (await client.FindAsync(resource, name, cancellationToken).ConfigureAwait(false) is not { } live)
                    continue;
                left.Add((resource, name));
                texts.Add(string.Create(CultureInfo.InvariantCulture, $"{ObjectText.Of(resource.Kind, name.Namespace, name.Name)}{(live.Finalizers.Count > 0 ? $" (finalizers {string.Join(", ", live.Finalizers)})" : "")}"));
            }

            if (left.Count == 0 || clock.GetElapsedTime(began) > within)
                return texts;
            open = left;
            await changes.WaitAsync(changed, MissedChange, cancellationToken).ConfigureAwait(false);
        }
    }
}

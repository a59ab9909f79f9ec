using System.Text.Json.Nodes;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Steady;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.Examples;

/// <summary>Applies what definitions bring along: their CRDs, and then the objects of their <c>crFiles</c>. As a user would, with server-side apply.</summary>
/// <param name="client">The cluster.</param>
/// <param name="defaultNamespace">Where namespaced objects without a namespace go.</param>
/// <param name="clock">Bounds the waits.</param>
/// <param name="log">One line for each object.</param>
internal sealed class DefinitionApplier(KubernetesClient client, string defaultNamespace, TimeProvider clock, TextWriter log)
{
    private const string FieldManager = "ork";

    private static readonly TimeSpan EstablishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DiscoveryTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly GroupVersionKind Namespaces = new("", "v1", "Namespace");

    /// <summary>Applies the CRDs of all enabled entries and waits until the server serves them.</summary>
    public Task ApplyCrdsAsync(LoadedDefinitions definitions, CancellationToken cancellationToken) =>
        ApplyCrdsAsync([.. definitions.EnabledEntries.Select(entry => entry.Crd).OfType<JsonObject>()], cancellationToken);

    /// <summary>Applies these CRDs, each once, and waits until the server serves them.</summary>
    public async Task ApplyCrdsAsync(IReadOnlyList<JsonObject> definitions, CancellationToken cancellationToken)
    {
        var crds = definitions.DistinctBy(crd => crd.Name, StringComparer.Ordinal).ToList();
        if (crds.Count == 0)
            return;
        foreach (var crd in crds)
            await ApplyAsync(crd, createNamespace: false, cancellationToken).ConfigureAwait(false);
        foreach (var crd in crds)
            await WaitUntilEstablishedAsync(crd, cancellationToken).ConfigureAwait(false);
        await client.Discovery.ForgetAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Applies the objects of <c>crFiles</c>. Gives back those that a box must come to see.</summary>
    /// <param name="definitions">What is applied.</param>
    /// <param name="createNamespaces">Whether a namespace that is missing is made first.</param>
    /// <param name="cancellationToken">Stops between two objects.</param>
    public async Task<IReadOnlyList<ExpectedResource>> ApplySamplesAsync(LoadedDefinitions definitions, bool createNamespaces, CancellationToken cancellationToken)
    {
        var expected = new List<ExpectedResource>();
        foreach (var sample in definitions.EnabledEntries.SelectMany(entry => entry.Samples))
        {
            var applied = await ApplyAsync(sample, createNamespaces, cancellationToken).ConfigureAwait(false);
            var watcher = definitions.EnabledEntries.FirstOrDefault(entry => Watches(entry, applied));
            if (watcher is not null)
                expected.Add(new ExpectedResource(watcher.Name, applied.Kind, applied.Namespace, applied.Name));
        }

        return expected;
    }

    /// <summary>Whether the entry's box surely sees the object; with selectors only the server can tell, so then nothing is expected.</summary>
    private static bool Watches(CrdEntry entry, JsonObject obj) =>
        string.Equals(entry.Types.Kind, obj.Kind, StringComparison.Ordinal)
        && string.Equals(entry.Types.Group, GroupVersionKind.Of(obj).Group, StringComparison.Ordinal)
        && entry.LabelSelector is null
        && entry.FieldSelector is null
        && (entry.Namespace is null || string.Equals(entry.Namespace, obj.Namespace, StringComparison.Ordinal));

    /// <summary>Applies one object and gives back what the server made of it.</summary>
    public async Task<JsonObject> ApplyAsync(JsonObject obj, bool createNamespace, CancellationToken cancellationToken)
    {
        var resource = await FindResourceAsync(obj, cancellationToken).ConfigureAwait(false);
        var ns = resource.Namespaced ? obj.Namespace ?? defaultNamespace : null;
        if (createNamespace && ns is not null)
            await EnsureNamespaceAsync(ns, cancellationToken).ConfigureAwait(false);
        var options = new WriteOptions { FieldManager = FieldManager, Force = true };
        var answer = await client.PatchAsync(resource, new ObjectName(ns, obj.Name), PatchKind.Apply, obj.DeepClone(), options, cancellationToken).ConfigureAwait(false);
        await log.WriteLineAsync($"{ObjectText.Of(obj.Kind, ns, obj.Name)} {(answer.Created ? "created" : "applied")}").ConfigureAwait(false);
        return answer.Object;
    }

    private async Task EnsureNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        var resource = await client.Discovery.FindAsync(Namespaces, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(new CliFailure("ORK0021", $"Namespace {name}", "the server serves no namespaces", "check that the address is that of a Kubernetes API server"));
        var obj = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } };
        try
        {
            if (await client.FindAsync(resource, new ObjectName(null, name), cancellationToken).ConfigureAwait(false) is null)
                await client.CreateAsync(resource, obj, new WriteOptions { FieldManager = FieldManager }, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            // Somebody else was quicker: it is there.
        }
    }

    /// <summary>A server that established a CRD lists it in its discovery a moment later.</summary>
    private async Task<ApiResource> FindResourceAsync(JsonObject obj, CancellationToken cancellationToken)
    {
        var type = GroupVersionKind.Of(obj);
        var began = clock.GetTimestamp();
        while (true)
        {
            if (await client.Discovery.FindAsync(type, cancellationToken).ConfigureAwait(false) is { } resource)
                return resource;
            if (clock.GetElapsedTime(began) > DiscoveryTimeout)
                break;
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            await client.Discovery.ForgetAsync(cancellationToken).ConfigureAwait(false);
        }

        throw new CliException(new CliFailure(
            "ORK0021", ObjectText.Of(obj.Kind, obj.Namespace, obj.Name), $"the server serves no {type.Kind} of {type.ApiVersion}", "give its CRD as crdFile, or apply the CRD first"));
    }

    private async Task WaitUntilEstablishedAsync(JsonObject crd, CancellationToken cancellationToken)
    {
        var resource = await FindResourceAsync(crd, cancellationToken).ConfigureAwait(false);
        var began = clock.GetTimestamp();
        while (true)
        {
            var live = await client.GetAsync(resource, new ObjectName(null, crd.Name), cancellationToken).ConfigureAwait(false);
            if (Condition(live, "Established", "True") is not null)
                return;
            if (Condition(live, "NamesAccepted", "False") is { } refused)
                throw NotEstablished(crd, refused);
            if (clock.GetElapsedTime(began) > EstablishTimeout)
                throw NotEstablished(crd, $"not within {EstablishTimeout.TotalSeconds:0} s");
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static CliException NotEstablished(JsonObject crd, string why) => new(new CliFailure(
        "ORK0020", $"CustomResourceDefinition {crd.Name}", $"the server did not establish it: {why}", "look at its conditions with kubectl describe crd"));

    private static string? Condition(JsonObject live, string type, string status) =>
        (live["status"]?["conditions"] as JsonArray)?
            .OfType<JsonObject>()
            .Where(condition => string.Equals((string?)condition["type"], type, StringComparison.Ordinal) && string.Equals((string?)condition["status"], status, StringComparison.Ordinal))
            .Select(condition => (string?)condition["message"] ?? "")
            .FirstOrDefault();
}

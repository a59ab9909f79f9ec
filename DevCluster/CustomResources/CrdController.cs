using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Operations;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>Serves the resources of CRDs: accepts their names, establishes them, and when a CRD is deleted, deletes its objects first. One change at a time.</summary>
internal sealed class CrdController(ClusterStore store, ResourceRegistry registry, ServedResource definitions, ObjectRemover remover, ObjectWriter writer, TimeProvider clock)
{
    private readonly Dictionary<string, ServedCrd> _served = new(StringComparer.Ordinal);
    private readonly CustomResourceBuilder _builder = new(store, clock);

    /// <summary>Objects of the resource are being deleted because its CRD is.</summary>
    public bool IsTerminating(GroupResource resource) => _served.TryGetValue($"{resource.Plural}.{resource.Group}", out var served) && served.Terminating;

    /// <summary>Brings what is served in line with the CRD of that name.</summary>
    public async Task SyncAsync(string name)
    {
        if (definitions.Store.Find(null, name) is not { } stored)
        {
            await WithdrawAsync(name).ConfigureAwait(false);
            return;
        }

        var crd = definitions.Read(stored);
        if (crd.Deleting)
        {
            Serve(name, crd, terminating: true);
            Finish(stored, crd);
            return;
        }

        var conflict = CrdNames.Conflict(crd, definitions.Store.Objects.Where(other => !ReferenceEquals(other, stored)).Select(definitions.Read));
        if (conflict is null)
            Serve(name, crd, terminating: false);
        var next = crd.Copy();
        CrdStatus.Accept(next, conflict, clock.GetUtcNow());
        if (!JsonNode.DeepEquals(crd, next))
            writer.Commit(definitions, stored, next);
    }

    private async Task WithdrawAsync(string name)
    {
        registry.SetCustom(name, []);
        if (_served.Remove(name, out var gone))
        {
            await gone.Gone.CancelAsync().ConfigureAwait(false);
            gone.Gone.Dispose();
        }
    }

    private void Serve(string name, JsonObject crd, bool terminating)
    {
        if (_served.TryGetValue(name, out var served) && served.Terminating == terminating && JsonNode.DeepEquals(served.Spec, crd["spec"]))
            return;
        var gone = served?.Gone ?? new CancellationTokenSource();
        if (served is null)
            store.Begin(store.Of(new GroupResource(crd.Dig("spec", "group").Text() ?? "", crd.Dig("spec", "names", "plural").Text() ?? "")));
        var versions = _builder.Build(crd, terminating, gone.Token);
        _served[name] = new ServedCrd(crd["spec"]!.DeepClone(), terminating, gone);
        registry.SetCustom(name, versions);
    }

    /// <summary>Deletes the objects, and when none is left takes the finalizer away.</summary>
    private void Finish(StoredObject stored, JsonObject crd)
    {
        if (!crd.Finalizers.Contains(CrdStrategy.CleanupFinalizer, StringComparer.Ordinal))
            return;
        var objects = store.Of(new GroupResource(crd.Dig("spec", "group").Text() ?? "", crd.Dig("spec", "names", "plural").Text() ?? ""));

        // Also of a CRD that serves no version.
        if (_builder.Storage(crd) is { } resource)
        {
            foreach (var obj in objects.Objects)
                remover.Remove(resource, obj.Namespace, obj.Name, DeleteOptions.Background, dryRun: false);
        }

        var next = crd.Copy();
        CrdStatus.Terminate(next, objects.Objects.Count, clock.GetUtcNow());
        if (objects.Objects.IsEmpty)
            next.Finalizers = [.. crd.Finalizers.Where(finalizer => finalizer is not CrdStrategy.CleanupFinalizer)];
        if (!JsonNode.DeepEquals(crd, next))
            writer.Commit(definitions, stored, next);
    }

    private sealed record ServedCrd(JsonNode Spec, bool Terminating, CancellationTokenSource Gone);
}

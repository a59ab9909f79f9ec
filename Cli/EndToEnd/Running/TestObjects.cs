using System.Text.Json.Nodes;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.EndToEnd.Checks;
using Orkestra.Cli.Examples;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Steady;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>Brings what a file needs into the cluster: CRDs, setup, custom resources; and takes away just what was brought.</summary>
/// <param name="definition">The file.</param>
/// <param name="definitions">Its Katalog.</param>
/// <param name="scope">Where.</param>
/// <param name="manifests">Reads files.</param>
internal sealed class TestObjects(E2EDefinition definition, LoadedDefinitions definitions, StepScope scope, TestManifests manifests)
{
    private static readonly TimeSpan DeletedWithin = TimeSpan.FromSeconds(60);

    private readonly TestCharts _charts = new(scope);
    private readonly List<(ApiResource Resource, ObjectName Name)> _customResources = [];
    private IReadOnlyList<JsonObject> _crds = [];

    /// <summary>Applies the CRDs and what must be there first.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var named = await manifests.ReadAsync(definition.CrdFiles, cancellationToken).ConfigureAwait(false);
        _crds = [.. definitions.EnabledEntries.Select(static entry => entry.Crd).OfType<JsonObject>().Concat(named).Where(IsCrd).DistinctBy(static crd => crd.Name, StringComparer.Ordinal)];
        foreach (var crd in _crds)
            await ApplyAsync(crd, cancellationToken).ConfigureAwait(false);
        // They are ours now, or were the same before.
        await new DefinitionApplier(scope.Cluster.Admin, scope.Namespace, scope.Clock, TextWriter.Null).ApplyCrdsAsync(_crds, cancellationToken).ConfigureAwait(false);
        foreach (var other in named.Where(static obj => !IsCrd(obj)))
            await ApplyAsync(other, cancellationToken).ConfigureAwait(false);
        foreach (var chart in definition.Setup.Charts)
            await _charts.InstallAsync(chart, cancellationToken).ConfigureAwait(false);
        foreach (var obj in await manifests.ReadAsync(definition.Setup.Files, cancellationToken).ConfigureAwait(false))
            await ApplyAsync(obj, cancellationToken).ConfigureAwait(false);
        foreach (var wait in definition.Setup.Waits)
            await WaitAsync(wait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Applies the custom resources: those of the file, else those of the Katalog.</summary>
    public async Task ApplyCustomResourcesAsync(CancellationToken cancellationToken)
    {
        var objects = definition.CrFiles.Count > 0
            ? await manifests.ReadAsync(definition.CrFiles, cancellationToken).ConfigureAwait(false)
            : [.. definitions.EnabledEntries.SelectMany(static entry => entry.Samples)];
        _customResources.Clear();
        foreach (var obj in objects)
        {
            if (!scope.Cluster.IsForTests && await scope.Ledger.IsOfOthersAsync(obj, scope.Namespace, cancellationToken).ConfigureAwait(false))
                throw Refuse(obj, "it is in the cluster, and the test has not made it: it would be overwritten, and deleted with its children");
            var live = await ApplyAsync(obj, cancellationToken).ConfigureAwait(false);
            var resource = await scope.Ledger.ResourceOfAsync(obj, cancellationToken).ConfigureAwait(false);
            scope.Changes.Watch(resource);
            _customResources.Add((resource, live.ObjectName));
        }

        scope.OfCustomResource = _customResources.Select(static one => one.Name.Namespace).FirstOrDefault();
    }

    /// <summary>Asks for the deletion of the custom resources; the steps wait until they are gone.</summary>
    public async Task DeleteCustomResourcesAsync(CancellationToken cancellationToken)
    {
        foreach (var (resource, name) in _customResources)
            await scope.Cluster.Admin.DeleteAsync(resource, name, new DeleteOptions { Propagation = PropagationPolicy.Background }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first custom resource as it lives; null: it is gone, or there is none.</summary>
    public async Task<JsonObject?> FirstAsync(CancellationToken cancellationToken) =>
        _customResources.Count == 0 ? null : await scope.Cluster.Admin.FindAsync(_customResources[0].Resource, _customResources[0].Name, cancellationToken).ConfigureAwait(false);

    /// <summary>The custom resources that are there, as they live; none where the server does not answer.</summary>
    public async Task<IReadOnlyList<JsonObject>> LiveAsync(CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        try
        {
            foreach (var (resource, name) in _customResources)
            {
                if (await scope.Cluster.Admin.FindAsync(resource, name, cancellationToken).ConfigureAwait(false) is { } live)
                    all.Add(live);
            }
        }
        catch (Exception away) when (away is KubernetesApiException or ClusterUnreachableException)
        {
            // The step has failed for a reason of its own; that is what is told.
        }

        return all;
    }

    /// <summary>Deletes the custom resources, and what steps and setup made, while the observer runs: finalizers are honoured. Gives back what is left.</summary>
    public async Task<IReadOnlyList<string>> DeleteAsync(CancellationToken cancellationToken)
    {
        var left = new List<string>(await scope.Ledger.DeleteAsync(IsReconciled, DeletedWithin, cancellationToken).ConfigureAwait(false));
        foreach (var crd in _crds.Where(crd => scope.Ledger.Made((resource, name) => resource.Kind is "CustomResourceDefinition" && string.Equals(name.Name, crd.Name, StringComparison.Ordinal))))
        {
            var type = (Group: (string?)crd["spec"]?["group"] ?? "", Kind: (string?)crd["spec"]?["names"]?["kind"] ?? "");
            // What commands made is found by its kind: the CRD was not there before the test.
            if (await scope.Cluster.Admin.Discovery.FindAsync(type.Group, type.Kind, cancellationToken).ConfigureAwait(false) is { } resource)
                left.AddRange(await scope.Ledger.DeleteAllAsync(resource, DeletedWithin, cancellationToken).ConfigureAwait(false));
        }

        left.AddRange(await scope.Ledger.DeleteAsync(static resource => !IsFrame(resource), DeletedWithin, cancellationToken).ConfigureAwait(false));
        return [.. left.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Takes charts, CRDs and namespaces away, after the observer. Gives back what is left.</summary>
    public async Task<IReadOnlyList<string>> DeleteFrameAsync(CancellationToken cancellationToken)
    {
        var left = await _charts.UninstallAsync(cancellationToken).ConfigureAwait(false);
        return [.. left, .. await scope.Ledger.DeleteAsync(static _ => true, DeletedWithin, cancellationToken).ConfigureAwait(false)];
    }

    private static bool IsCrd(JsonObject obj) => obj.Kind is "CustomResourceDefinition";

    private static bool IsFrame(ApiResource resource) => resource.Kind is "CustomResourceDefinition" or "Namespace";

    private bool IsReconciled(ApiResource resource) => scope.Reconciled.Contains($"{resource.Group}/{resource.Kind}");

    private async Task<JsonObject> ApplyAsync(JsonObject obj, CancellationToken cancellationToken)
    {
        try
        {
            return await scope.Ledger.ApplyAsync(obj, scope.Namespace, scope.Cluster.IsForTests, force: scope.Cluster.IsForTests, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException conflict) when (conflict.IsConflict && !scope.Cluster.IsForTests)
        {
            throw Refuse(obj, $"it is in the cluster with other values, which the test would overwrite: {conflict.ServerMessage}");
        }
    }

    private CliException Refuse(JsonObject obj, string message) =>
        new(new CliFailure("ORK0073", ObjectText.Of(obj.Kind, obj.Namespace ?? scope.Namespace, obj.Name), message, "give the object of the test another name or namespace, or use a cluster that is there for tests"));

    private async Task WaitAsync(SetupWait wait, CancellationToken cancellationToken)
    {
        var check = new ResourceCheck(new ExpectedObject(wait.Kind, wait.Name, wait.Namespace, Ready: true, Count: null, wait.Place), scope);
        var began = scope.Clock.GetTimestamp();
        while (true)
        {
            var changed = scope.Changes.Changed;
            var look = await check.LookAsync(cancellationToken).ConfigureAwait(false);
            if (look.Holds)
                return;
            if (scope.Clock.GetElapsedTime(began) > wait.Timeout)
                throw new CliException(new CliFailure("ORK0073", ObjectText.Of(wait.Kind, wait.Namespace, wait.Name), $"not ready within {Durations.Format(wait.Timeout)}: {look.Actual}", "look at what the setup applies"));
            await scope.Changes.WaitAsync(changed, TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Cli.Steady;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Readiness;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>An object, or several, that must be there, be ready, or be gone.</summary>
/// <param name="expected">Which.</param>
/// <param name="scope">Where.</param>
internal sealed class ResourceCheck(ExpectedObject expected, StepScope scope) : IStepCheck
{
    private const string ManagedLabel = "orkestra.orkspace.io/managed=true";

    public SourcePlace Place => expected.Place;

    public bool IsWatched => true;

    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        if (await scope.FindAsync(expected.Kind, null, cancellationToken).ConfigureAwait(false) is not { } resource)
            return new Look(Holds: false, Wanted(), $"the server serves no kind {expected.Kind}");
        var found = await ReadAsync(resource, cancellationToken).ConfigureAwait(false);
        var reports = found.Select(obj => (Object: obj, Report: Kstatus.Evaluate(obj))).ToList();
        var good = expected.Ready ? reports.Where(one => one.Report.State == ReadyState.Ready).ToList() : reports;
        var holds = expected.Count is { } count ? good.Count == count : good.Count > 0;
        var actual = reports.Count == 0
            ? "there is none"
            : string.Join("; ", reports.Select(one => $"{ObjectText.Of(one.Object.Kind, one.Object.Namespace, one.Object.Name)} is {Words(one.Report.State)}{(one.Report.Message.Length > 0 ? $": {one.Report.Message}" : "")}"));
        return new Look(holds, Wanted(), actual) { Objects = found };
    }

    private static string Words(ReadyState state) => state switch
    {
        ReadyState.Ready => "ready",
        ReadyState.Failed => "failed",
        ReadyState.Terminating => "being deleted",
        _ => "in progress",
    };

    private string Wanted()
    {
        var what = $"{expected.Kind} {(expected.Namespace is { } ns ? $"{ns}/" : "")}{expected.Name ?? "*"}{(expected.Ready ? " ready" : "")}";
        return expected.Count switch
        {
            null => what,
            0 => $"no {what}",
            { } count => string.Create(CultureInfo.InvariantCulture, $"{count} × {what}"),
        };
    }

    private async Task<IReadOnlyList<JsonObject>> ReadAsync(ApiResource resource, CancellationToken cancellationToken)
    {
        if (expected.Name is { } name)
            return await scope.Cluster.Admin.FindAsync(resource, scope.NameOf(resource, expected.Namespace ?? scope.OfCustomResource, name), cancellationToken).ConfigureAwait(false) is { } one ? [one] : [];
        // Without a name: what the Katalog's operator made, or reconciles. A cluster has services of its own.
        var isOwn = scope.Health is null || scope.Reconciled.Contains($"{resource.Group}/{resource.Kind}");
        var options = new ListOptions { Namespace = resource.Namespaced ? expected.Namespace ?? scope.OfCustomResource ?? scope.Namespace : null, LabelSelector = isOwn ? null : ManagedLabel };
        var all = new List<JsonObject>();
        await foreach (var obj in scope.Cluster.Admin.ListAsync(resource, options, cancellationToken).ConfigureAwait(false))
            all.Add(obj);
        return all;
    }
}

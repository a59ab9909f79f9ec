using System.Text.Json.Nodes;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>Who holds the Lease that an action names.</summary>
internal static class LeaseCheck
{
    /// <summary>The Lease that <c>leaderElection</c> names; null: the action has none.</summary>
    public static string? LeaseOf(KubectlAction action) => action.Arguments["leaderElection"] switch
    {
        JsonObject given => (string?)given["lease"],
        JsonValue => action.Text("leaderElection"),
        _ => null,
    };

    /// <summary>The pod that holds it.</summary>
    /// <exception cref="Running.StepImpossibleException">Nobody does.</exception>
    public static async Task<string> HolderAsync(KubectlAction action, string lease, StepScope scope, CancellationToken cancellationToken)
    {
        var resource = await scope.RequireAsync("Lease", null, action.Place, cancellationToken).ConfigureAwait(false);
        var ns = (action.Arguments["leaderElection"] as JsonObject)?["namespace"] is JsonValue given ? (string?)given : action.Text("namespace") ?? scope.Namespace;
        var live = await scope.Cluster.Admin.FindAsync(resource, new ObjectName(ns, lease), cancellationToken).ConfigureAwait(false);
        // Leader election of client-go writes pod_uuid.
        return ((string?)live?["spec"]?["holderIdentity"])?.Split('_')[0] ?? throw new Running.StepImpossibleException($"nobody holds the Lease {ns}/{lease}");
    }
}

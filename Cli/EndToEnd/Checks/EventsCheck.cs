using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary><c>kubectl events</c>: the Events about an object, one line each: type, reason, how often, message.</summary>
/// <param name="action">About which.</param>
/// <param name="scope">Where.</param>
internal sealed class EventsCheck(KubectlAction action, StepScope scope) : IStepCheck
{
    public SourcePlace Place => action.Place;

    public bool IsWatched => true;

    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var resource = await scope.RequireAsync("Event", "v1", action.Place, cancellationToken).ConfigureAwait(false);
        var lines = new List<string>();
        await foreach (var one in scope.Cluster.Admin.ListAsync(resource, new ListOptions { Namespace = action.Text("namespace") ?? scope.Namespace }, cancellationToken).ConfigureAwait(false))
        {
            if (one["involvedObject"] is JsonObject about && Fits(action.Text("kind"), about, "kind") && Fits(action.Text("name"), about, "name") && Fits(action.Text("type"), one, "type") && Fits(action.Text("reason"), one, "reason"))
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{(string?)one["type"]} {(string?)one["reason"]} ×{one["count"]?.ToString() ?? "1"} {(string?)about["kind"]}/{(string?)about["name"]}: {(string?)one["message"]}"));
        }

        return AnswerCheck.Compare($"events of {action.Text("kind") ?? "any kind"} {action.Text("name") ?? "*"}", action.Assertions, lines.Count == 0 ? null : string.Join('\n', lines), otherwise: lines.Count > 0);
    }

    private static bool Fits(string? wanted, JsonObject of, string field) => wanted is null || string.Equals(wanted, (string?)of[field], StringComparison.OrdinalIgnoreCase);
}

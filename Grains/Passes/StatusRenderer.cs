using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Hooking;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Makes the status that a custom resource should show: what is there, with the declared fields and our conditions merged in.
/// The generation is observed only where a status write does not raise it, that is with a status subresource.</summary>
internal static class StatusRenderer
{
    private static readonly string[] OurConditions = ["Reconciled", "Ready", "Reconciling", "Stalled", "ValidationFailed", "ValidationWarning", Rollback.Reason, "ChildContested"];

    public static JsonObject Render(CrdEntry entry, RenderContext context, PassReport report, bool observesGeneration)
    {
        var live = context.CustomResource["status"] as JsonObject;
        var status = live is null ? [] : (JsonObject)live.DeepClone();
        var patch = EntryRenderer.RenderStatus(entry, context, report.Succeeded);
        foreach (var reply in report.Replies)
            Merge(status, Own(reply));
        Merge(status, patch.Fields);
        foreach (var path in patch.Cleared)
            Clear(status, path.Split('.'));
        observesGeneration &= !entry.IgnoreObservedGeneration;
        if (observesGeneration)
            status["observedGeneration"] = context.CustomResource.Generation;
        if (entry.Status.Conditions)
            status["conditions"] = Conditions(status["conditions"] as JsonArray, context, report, patch.Failures, observesGeneration);
        return status;
    }

    private static JsonArray Conditions(JsonArray? live, RenderContext context, PassReport report, IReadOnlyList<RenderFailure> statusFailures, bool observesGeneration)
    {
        var conditions = new ConditionList(live, observesGeneration ? context.CustomResource.Generation : null, context.Now);
        var message = report.Succeeded && statusFailures.Count > 0 ? $"status: {statusFailures[0]}" : report.Message;
        conditions.Set("Reconciled", report.Succeeded, report.Reason, message);
        var ready = report.AllReady;
        conditions.Set("Ready", ready, ready ? "ChildrenReady" : report.Succeeded ? "ChildrenNotReady" : report.Reason, ready ? "" : report.NotReady ?? report.Message);
        var stalled = report.ChildFailed || report.RolledBack is not null || report.Result is PassResult.Failed or PassResult.Denied;
        conditions.SetWhile(!ready && !stalled, "Reconciling", report.Succeeded ? "ChildrenNotReady" : report.Reason, report.NotReady ?? report.Message);
        conditions.SetWhile(stalled, "Stalled", report.Succeeded ? "ChildFailed" : report.Reason, report.NotReady ?? report.Message);
        conditions.SetWhile(report.RolledBack is not null, Rollback.Reason, "SpecDoesNotWork", report.RolledBack ?? "");
        conditions.SetWhile(report.Contested is not null, "ChildContested", "WantedByOther", report.Contested ?? "");
        foreach (var condition in report.Replies.SelectMany(reply => (reply.Status?["conditions"] as JsonArray)?.OfType<JsonObject>() ?? []))
            SetForeign(conditions, condition);
        var isDenied = report.Result is PassResult.Denied;
        if (isDenied || report.Violations is not null)
            conditions.SetOrTakeBack(isDenied, "ValidationFailed", report.Reason, report.Message, "ValidationPassed");
        if (report.Violations is { } violations)
            conditions.SetOrTakeBack(violations.Any(violation => violation.IsWarning), "ValidationWarning", RuleText.Warned, RuleText.Of(violations, warnings: true), "NoWarnings");
        return conditions.Merged;
    }

    /// <summary>What code says of itself: what the observer says is no part of it.</summary>
    private static JsonObject Own(ReconcileReply reply)
    {
        var own = reply.Status is { } status ? (JsonObject)status.DeepClone() : [];
        own.Remove("conditions");
        own.Remove("observedGeneration");
        return own;
    }

    private static void SetForeign(ConditionList conditions, JsonObject condition)
    {
        if (Text("type") is { Length: > 0 } type && !OurConditions.Contains(type, StringComparer.Ordinal) && Text("status") is ("True" or "False" or "Unknown") and var status)
            conditions.Set(type, status, Text("reason") is { Length: > 0 } reason ? reason : "Reported", Text("message") ?? "");

        string? Text(string key) => condition[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    private static void Merge(JsonObject target, JsonObject fields)
    {
        foreach (var (name, value) in fields.ToList())
        {
            if (value is JsonObject below && target[name] is JsonObject existing)
                Merge(existing, below);
            else
                target[name] = value?.DeepClone();
        }
    }

    private static void Clear(JsonObject status, ReadOnlySpan<string> path)
    {
        if (path.Length == 1)
            status.Remove(path[0]);
        else if (status[path[0]] is JsonObject below)
            Clear(below, path[1..]);
    }
}

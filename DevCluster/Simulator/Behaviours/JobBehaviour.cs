using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Simulator.Behaviours;

/// <summary>A Job ends as its first container's command does; an outcome that is told wins.</summary>
internal sealed class JobBehaviour : IWorkloadBehaviour
{
    public string Group => "batch";

    public string Kind => "Job";

    public JsonObject? Starting(JsonObject live, DateTimeOffset now)
    {
        if (IsOver(live))
            return null;
        var suspended = live.IsTrue("spec", "suspend");
        var conditions = new ConditionList(live, now);
        if (suspended)
            conditions.Set("Suspended", holds: true, "JobSuspended", "Job suspended");
        else if (live["status"]?["conditions"] is JsonArray)
            conditions.Set("Suspended", holds: false, "JobResumed", "Job resumed");
        return new JsonObject
        {
            ["active"] = suspended ? null : ObjectFields.Count(Math.Min(live.Number("spec", "parallelism") ?? 1, Completions(live))),
            ["startTime"] = suspended ? null : StartTime(live, now),
            ["conditions"] = conditions.ToJson() is { Count: > 0 } list ? list : null,
        };
    }

    public JsonObject? Settled(JsonObject live, bool fails, DateTimeOffset now)
    {
        if (IsOver(live) || live.IsTrue("spec", "suspend"))
            return Starting(live, now);
        var status = new JsonObject { ["active"] = null, ["startTime"] = StartTime(live, now) };
        var conditions = new ConditionList(live, now);
        if (fails || ShellScript.ExitStatus(Command(live)) != 0)
        {
            // A pod that may restart fails in place; otherwise each try is a pod of its own.
            var tries = live.Text("spec", "template", "spec", "restartPolicy") is "OnFailure" ? 1 : (live.Number("spec", "backoffLimit") ?? 6) + 1;
            status["failed"] = tries;
            Announce(conditions, "FailureTarget", "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }
        else
        {
            status["succeeded"] = Completions(live);
            status["completionTime"] = ConditionList.Time(now);
            Announce(conditions, "SuccessCriteriaMet", "Complete", "CompletionsReached", "Reached expected number of succeeded pods");
        }

        status["conditions"] = conditions.ToJson();
        return status;
    }

    // Servers from 1.31 on accept an end only with the condition that announces it.
    private static void Announce(ConditionList conditions, string before, string end, string reason, string message)
    {
        foreach (var type in new[] { before, end })
            conditions.Set(type, holds: true, reason, message, "lastProbeTime");
    }

    private static bool IsOver(JsonObject live) => (live["status"]?["conditions"] as JsonArray ?? [])
        .Any(condition => condition.Text("type") is "Complete" or "Failed" && condition.Text("status") is "True");

    private static long Completions(JsonObject live) => live.Number("spec", "completions") ?? live.Number("spec", "parallelism") ?? 1;

    private static string StartTime(JsonObject live, DateTimeOffset now) => live.Text("status", "startTime") ?? ConditionList.Time(now);

    private static List<string> Command(JsonObject live)
    {
        var container = (live["spec"]?["template"]?["spec"]?["containers"] as JsonArray)?.FirstOrDefault();
        return [.. Words(container?["command"]), .. Words(container?["args"])];
    }

    private static IEnumerable<string> Words(JsonNode? list) => (list as JsonArray ?? []).Select(word => word is JsonValue value && value.TryGetValue(out string? text) ? text : "");
}

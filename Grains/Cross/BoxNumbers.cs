using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Grains.Cross;

/// <summary>The state of a box as templates of other entries see it: by the names of the live API, so that it is the same from another runtime.</summary>
internal static class BoxNumbers
{
    public static JsonObject Metrics(BoxView box) => new()
    {
        ["workers"] = box.Workers,
        ["queueDepth"] = box.QueueDepth,
        ["errorRate"] = BoxSummary.ErrorRateOf(box),
        ["successRate"] = BoxSummary.SuccessRateOf(box),
        ["workersBusyPercent"] = BoxSummary.BusyPercentOf(box),
        ["workersIdlePercent"] = 100 - BoxSummary.BusyPercentOf(box),
        ["errorRatePercent"] = BoxSummary.ErrorPercentOf(box),
        ["resourceCount"] = box.ResourceCount,
        ["readyCount"] = box.ReadyCount,
    };

    public static JsonObject Health(BoxView box) => new()
    {
        ["name"] = box.Name,
        ["state"] = BoxSummary.StateOf(box),
        ["status"] = BoxSummary.StatusOf(box),
        ["message"] = box.Message,
        ["healthy"] = box.State is BoxState.Healthy,
        ["gated"] = box.GatedCount > 0,
        ["started"] = BoxSummary.HasStarted(box),
        ["pending"] = box.State is BoxState.Pending or BoxState.Missing,
        ["queueDepth"] = box.QueueDepth,
        ["errorRate"] = BoxSummary.ErrorRateOf(box),
        ["consecutiveFails"] = box.ConsecutiveFailures,
        ["totalReconciles"] = box.TotalReconciles,
        ["resourceCount"] = box.ResourceCount,
        ["lastError"] = box.LastError ?? "",
        ["paused"] = box.PausedCount,
        ["slowed"] = box.SlowedCount,
        ["hasUnhealthyDependencies"] = box.UnmetNeeds.Length > 0,
    };
}

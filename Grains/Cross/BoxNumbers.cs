using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Grains.Cross;

/// <summary>The state of a box as templates of other entries see it.</summary>
internal static class BoxNumbers
{
    public static JsonObject Metrics(BoxView box) => new()
    {
        ["queueDepth"] = box.QueueDepth,
        ["workers"] = box.Workers,
        ["workersBusyPercent"] = Percent(box.Processing, box.Workers),
        ["workersIdlePercent"] = 100 - Percent(box.Processing, box.Workers),
        ["errorRatePercent"] = Percent(box.FailedReconciles, box.TotalReconciles),
        ["resourceCount"] = box.ResourceCount,
        ["readyCount"] = box.ReadyCount,
    };

    public static JsonObject Health(BoxView box)
    {
        var isHealthy = box.State is BoxState.Healthy;
        return new()
        {
            ["state"] = box.State.ToString().ToLowerInvariant(),
            ["healthy"] = isHealthy,
            ["gated"] = isHealthy && box.GatedCount > 0,
            ["message"] = box.Message,
        };
    }

    private static long Percent(long part, long whole) => whole == 0 ? 0 : Math.Min(100, 100 * part / whole);
}

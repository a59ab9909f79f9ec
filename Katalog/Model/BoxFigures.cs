namespace Orkestra.Katalog.Model;

/// <summary>What conditions of <c>runtime.autoscale</c> see of a box as <c>metrics.*</c>.</summary>
/// <param name="WorkersBusyPercent">Share of the workers that run a pass, 0 to 100, over the last interval.</param>
/// <param name="QueueDepth">Keys that wait for a worker.</param>
/// <param name="ReconcileDurationP95Ms">95th percentile of the last passes, milliseconds.</param>
/// <param name="ErrorRatePercent">Share of the passes of the last interval that failed, 0 to 100.</param>
public sealed record BoxFigures(int WorkersBusyPercent, int QueueDepth, double ReconcileDurationP95Ms, int ErrorRatePercent)
{
    /// <summary>The names below <c>metrics</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["workersBusyPercent", "workersIdlePercent", "queueDepth", "reconcileDurationP95Ms", "errorRatePercent"];
}

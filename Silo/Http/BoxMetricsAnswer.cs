namespace Orkestra.Silo.Http;

/// <summary>The figures of a box that autoscaling and dashboards look at; rates are 0 to 1.</summary>
internal sealed record BoxMetricsAnswer(int Workers, int QueueDepth, double ErrorRate, double SuccessRate, long WorkersBusyPercent, long WorkersIdlePercent, long ErrorRatePercent, int ResourceCount, int ReadyCount);

namespace Orkestra.Grains.Budgets;

/// <summary>How many requests the passes of a process may make.</summary>
/// <param name="PerSecond">Requests in a second, more than 0.</param>
/// <param name="Burst">Requests that may come at once after a quiet time, at least 1.</param>
public sealed record ApiLimit(double PerSecond, int Burst);

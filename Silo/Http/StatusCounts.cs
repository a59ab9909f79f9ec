namespace Orkestra.Silo.Http;

/// <summary>How many enabled boxes are in each class.</summary>
internal sealed record StatusCounts(int Healthy, int Degraded, int Pending);

namespace Orkestra.Silo.Http;

/// <summary>The queue of a box.</summary>
internal sealed record QueueAnswer(int Depth, int FailureThreshold);

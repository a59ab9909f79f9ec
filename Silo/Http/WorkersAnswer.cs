namespace Orkestra.Silo.Http;

/// <summary>The workers of a box.</summary>
/// <param name="Current">How many there are.</param>
/// <param name="Source"><c>configured</c> by the Katalog, <c>default</c>, or <c>autoscaler</c>.</param>
internal sealed record WorkersAnswer(int Current, string Source);

namespace Orkestra.Silo.Http;

/// <summary>The workers of a box.</summary>
/// <param name="Current">How many there are.</param>
/// <param name="Source"><c>configured</c> by the Katalog or <c>default</c>.</param>
internal sealed record WorkersAnswer(int Current, string Source);

namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>A custom resource that was written for again and again although no user changed it.</summary>
/// <param name="Writes">Passes in a row that wrote.</param>
/// <param name="Until">When the next pass may run.</param>
/// <param name="Field">What changes again and again, and who writes it, for people; null when it is not known yet.</param>
public sealed record SlowedView(int Writes, DateTimeOffset Until, string? Field);

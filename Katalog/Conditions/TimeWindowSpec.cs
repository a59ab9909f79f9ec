namespace Orkestra.Katalog.Conditions;

/// <summary>A daily window in UTC, HH:MM; from <paramref name="After"/> (included) to <paramref name="Before"/> (excluded), over midnight if After is later.</summary>
public sealed record TimeWindowSpec(string? After, string? Before);

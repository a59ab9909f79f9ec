namespace Orkestra.Katalog.Loading;

/// <summary>What entries get that say nothing. A host may have its own; these are those of the format.</summary>
public sealed record EntryDefaults
{
    /// <summary>Workers of a box.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>Resync interval of a box.</summary>
    public TimeSpan Resync { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Failures in a row after which a box counts as degraded.</summary>
    public int FailureThreshold { get; init; } = 5;
}

using Orkestra.Katalog.Observation;

namespace Orkestra.Grains.Timing;

/// <summary>When a failing key is tried again.</summary>
internal sealed record BackoffOptions
{
    public TimeSpan Initial { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan Max { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much longer each delay is than the one before.</summary>
    public double Multiplier { get; init; } = 2;

    /// <summary>Failures in a row after which a key is parked.</summary>
    public int ParkAfter { get; init; } = 10;

    public TimeSpan ParkedInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>As an entry says; where it says nothing, as the host does.</summary>
    public static BackoffOptions Of(RetryBackoff? declared) => declared is null ? new BackoffOptions() : new BackoffOptions
    {
        Initial = declared.Initial,
        Max = declared.Max,
        Multiplier = declared.Multiplier,
        ParkAfter = declared.MaxAttempts,
    };
}

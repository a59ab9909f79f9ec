namespace Orkestra.Grains.Timing;

/// <summary>When a failing key is tried again.</summary>
internal sealed record BackoffOptions
{
    public TimeSpan Initial { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan Max { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Failures in a row after which a key is parked.</summary>
    public int ParkAfter { get; init; } = 10;

    public TimeSpan ParkedInterval { get; init; } = TimeSpan.FromMinutes(5);
}

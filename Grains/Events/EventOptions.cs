namespace Orkestra.Grains.Events;

/// <summary>What events may cost.</summary>
internal sealed record EventOptions
{
    /// <summary>Events that wait to be written; the oldest is given up for a newer one.</summary>
    public int Buffer { get; init; } = 1000;

    /// <summary>Events whose repetitions are still counted as the same.</summary>
    public int Remembered { get; init; } = 4000;

    /// <summary>Requests for each second in the long run.</summary>
    public double PerSecond { get; init; } = 5;

    /// <summary>Requests that may be made at once after a quiet time.</summary>
    public int Burst { get; init; } = 25;

    /// <summary>How long after an event its first repetition is written; each further one takes twice as long, at most <see cref="LongestRepeat"/>.</summary>
    public TimeSpan Repeat { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan LongestRepeat { get; init; } = TimeSpan.FromMinutes(30);
}

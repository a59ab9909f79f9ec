namespace Orkestra.TestKit.Time;

/// <summary>A <see cref="FakeClock"/> whose time of day can be set apart from its timers and timestamps, as an administrator or a resumed machine does.</summary>
public sealed class SteppedClock : TimeProvider
{
    private readonly FakeClock _inner = new();

    /// <summary>How far the time of day is ahead.</summary>
    public TimeSpan Step { get; set; }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => _inner.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow() + Step;

    /// <inheritdoc/>
    public override long GetTimestamp() => _inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves timers, timestamps and the time of day on.</summary>
    public void Advance(TimeSpan by) => _inner.Advance(by);
}

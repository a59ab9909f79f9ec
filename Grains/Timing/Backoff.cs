namespace Orkestra.Grains.Timing;

/// <summary>Decides when a failing key is tried again: delays grow from <see cref="BackoffOptions.Initial"/> to <see cref="BackoffOptions.Max"/>,
/// then the key is parked and tried every <see cref="BackoffOptions.ParkedInterval"/>, with ±20 % jitter, for ever: nothing is given up.</summary>
internal sealed class Backoff(BackoffOptions options, Random random)
{
    public bool IsParked(int failures) => failures >= options.ParkAfter;

    public TimeSpan Next(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(failures);
        var delay = IsParked(failures)
            ? options.ParkedInterval.TotalSeconds
            : Math.Min(options.Max.TotalSeconds, options.Initial.TotalSeconds * Math.Pow(options.Multiplier, Math.Min(failures - 1, 32)));
        return Jittered(delay);
    }

    /// <summary>While the API server cannot be reached, a key is tried often: the connection is what fails, not the key.</summary>
    public TimeSpan WhileUnreachable(int attempts) =>
        Jittered(Math.Min(5, options.Initial.TotalSeconds * Math.Pow(2, Math.Min(Math.Max(0, attempts - 1), 32))));

    private TimeSpan Jittered(double seconds) => TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * random.NextDouble())));
}

namespace Orkestra.Katalog.Observation;

/// <summary>How a failed call is tried again: delays grow from <paramref name="Initial"/> by <paramref name="Multiplier"/> up to <paramref name="Max"/>.</summary>
/// <param name="Initial">The first delay.</param>
/// <param name="Max">The longest delay.</param>
/// <param name="Multiplier">How much longer each delay is than the one before; at least 1.</param>
/// <param name="MaxAttempts">How many tries there are, the first one included.</param>
public sealed record RetryBackoff(TimeSpan Initial, TimeSpan Max, double Multiplier, int MaxAttempts)
{
    /// <summary>What counts where a file says nothing: 500 ms, doubled up to 30 s, three tries.</summary>
    public static RetryBackoff Default { get; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), 2, 3);

    /// <summary>How long is waited after so many failed tries; null: it is given up.</summary>
    public TimeSpan? After(int tries) =>
        tries >= MaxAttempts ? null : TimeSpan.FromSeconds(Math.Min(Max.TotalSeconds, Initial.TotalSeconds * Math.Pow(Multiplier, Math.Min(tries - 1, 64))));
}

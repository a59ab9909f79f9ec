namespace Orkestra.Silo.Http;

/// <summary>Tells the probes how far the process is. The host moves it on; it never goes back.</summary>
/// <param name="clock">Measures the time since the start.</param>
public sealed class SiloLifetime(TimeProvider clock)
{
    private readonly DateTimeOffset _began = clock.GetUtcNow();
    private int _stage;

    /// <summary>Where the process is.</summary>
    public SiloStage Stage => (SiloStage)Volatile.Read(ref _stage);

    /// <summary>Time since this object was made.</summary>
    public TimeSpan Age => clock.GetUtcNow() - _began;

    /// <summary>Every box was started. Without effect when the process is stopping already.</summary>
    public void MarkRunning() => Interlocked.CompareExchange(ref _stage, (int)SiloStage.Running, (int)SiloStage.Starting);

    /// <summary>The process is stopping.</summary>
    public void MarkStopping() => Interlocked.Exchange(ref _stage, (int)SiloStage.Stopping);
}

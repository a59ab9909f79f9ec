namespace Orkestra.Kubernetes.Watch;

/// <summary>Decides how long a reflector waits after failures: doubling to a ceiling, each pause between half and one and a half of it, for ever.</summary>
internal sealed class WatchBackoff(ReflectorOptions options, Random random)
{
    /// <summary>Failures since the last success.</summary>
    public int Failures { get; private set; }

    public void Succeeded() => Failures = 0;

    /// <summary>Counts a failure and says how long to wait.</summary>
    public TimeSpan Failed()
    {
        Failures++;
        var ceiling = Math.Min(options.MaxBackoff.TotalSeconds, options.InitialBackoff.TotalSeconds * Math.Pow(2, Math.Min(Failures - 1, 32)));
        return TimeSpan.FromSeconds(ceiling * (0.5 + random.NextDouble()));
    }
}

namespace Orkestra.Kubernetes.Watch;

/// <summary>How a reflector lists, watches and reconnects.</summary>
public sealed record ReflectorOptions
{
    /// <summary>Objects in one page of a listing. Default 500.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>A watch is asked to end after a random time between this and its double. Default 5 min.</summary>
    public TimeSpan MinWatchTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first pause after a failure; each further one doubles it. Default 100 ms.</summary>
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause after failures. Default 30 s.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the listing is asked for as the beginning of the watch (sendInitialEvents) where the server can. Default true.</summary>
    public bool StreamingList { get; init; } = true;

    /// <summary>When a streamed listing brings nothing for this long, an ordinary list is made instead. Default 30 s.</summary>
    public TimeSpan StreamingListPatience { get; init; } = TimeSpan.FromSeconds(30);
}

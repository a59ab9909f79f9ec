namespace Orkestra.Kubernetes.Watch;

/// <summary>What a reflector tells. A listing is ListStarted, Listed…, ListCompleted; objects that were known and are not Listed in it are gone.
/// A ListStarted before ListCompleted voids the listing before it. Between listings come Changed and Deleted.</summary>
public abstract record ReflectorEvent
{
    private ReflectorEvent()
    {
    }

    /// <summary>A listing begins: at the start, and whenever the server could not tell what happened since the last event.</summary>
    public sealed record ListStarted : ReflectorEvent;

    /// <summary>An object that exists. It can come twice in one listing; the later one is newer.</summary>
    public sealed record Listed(WatchedObject Object) : ReflectorEvent;

    /// <summary>Every object that exists was Listed.</summary>
    /// <param name="ResourceVersion">The state that the listing shows.</param>
    public sealed record ListCompleted(string ResourceVersion) : ReflectorEvent;

    /// <summary>An object was made or changed, or came to match the selectors.</summary>
    public sealed record Changed(WatchedObject Object) : ReflectorEvent;

    /// <summary>An object was deleted, or matches the selectors no more. <paramref name="Object"/> is its last state. Can come inside a listing, after its Listed.</summary>
    public sealed record Deleted(WatchedObject Object) : ReflectorEvent;

    /// <summary>A request failed or a stream broke. The reflector goes on by itself after a backoff; this is for people to see.</summary>
    public sealed record Failed(Exception Error) : ReflectorEvent;
}

using Orkestra.Kubernetes.Client;

namespace Orkestra.Kubernetes.Watch;

/// <summary>One open watch: whether it still lists, and when it is given up.</summary>
internal sealed class WatchTurn(ApiStream stream, ApiRequest request, TimeSpan time, bool listing)
{
    public ApiRequest Request => request;

    /// <summary>Whether the initial events are still coming.</summary>
    public bool IsListing { get; private set; } = listing;

    public int Events { get; set; }

    public void ListingEnded()
    {
        IsListing = false;
        stream.EndAfter(time);
    }

    /// <summary>While it lists, it has that much time until its next event; afterwards, until a little after the server should have ended it.</summary>
    public void ExtendPatience(TimeSpan patience) => stream.EndAfter(IsListing ? patience : time);
}

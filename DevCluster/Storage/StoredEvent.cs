namespace Orkestra.DevCluster.Storage;

/// <summary>One change of one object. A deletion's object is its last state with the revision of the deletion.</summary>
internal sealed record StoredEvent(WatchEventType Type, GroupResource Resource, StoredObject Object, StoredObject? Previous)
{
    private StoredObject? _left;

    public long Revision => Object.Revision;

    /// <summary>The previous state under this event's revision: what a watch is told whose selector the object has left.</summary>
    public StoredObject Left => Volatile.Read(ref _left) ?? MakeLeft();

    private StoredObject MakeLeft()
    {
        var obj = Previous!.Parse();
        obj["metadata"]!["resourceVersion"] = Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var left = StoredObject.Of(obj, Revision, Previous.EncodedFor);
        return Interlocked.CompareExchange(ref _left, left, null) ?? left;
    }
}

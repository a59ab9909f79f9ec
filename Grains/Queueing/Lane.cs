namespace Orkestra.Grains.Queueing;

/// <summary>Lanes of a work queue, most urgent first.</summary>
internal enum Lane
{
    Deletion,
    UserChange,
    ChildDrift,
    Retry,
    FirstListing,
    Resync,
}

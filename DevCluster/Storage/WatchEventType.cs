namespace Orkestra.DevCluster.Storage;

internal enum WatchEventType
{
    Added,
    Modified,
    Deleted,
}

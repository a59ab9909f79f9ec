namespace Orkestra.Kubernetes.Watch;

internal enum WatchEventType
{
    Unknown,
    Added,
    Modified,
    Deleted,
    Bookmark,
    Error,
}

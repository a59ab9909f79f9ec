using System.Globalization;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Kubernetes.Watch;

/// <summary>The request that opens a watch.</summary>
internal static class WatchRequest
{
    /// <param name="target">What is watched.</param>
    /// <param name="from">The resourceVersion to go on from; null asks for every object first.</param>
    /// <param name="time">After which time the server is to end it.</param>
    public static ApiRequest Of(WatchTarget target, string? from, TimeSpan time)
    {
        var path = ApiPath.WithQuery(
            ApiPath.Of(target.Resource, target.Namespace),
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("timeoutSeconds", ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture)),
            ("labelSelector", target.LabelSelector),
            ("fieldSelector", target.FieldSelector),
            ("resourceVersion", from),
            ("sendInitialEvents", from is null ? "true" : null),
            ("resourceVersionMatch", from is null ? "NotOlderThan" : null));
        return new ApiRequest(HttpMethod.Get, path, "watch", target.Resource.GroupResource, target.Namespace ?? "");
    }
}

using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Routing;

namespace Orkestra.DevCluster.Serving;

/// <summary>The last requests.</summary>
internal sealed class RequestLog(int capacity, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<ServerRequest> _requests = new();
    private long _count;

    public long Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    public void Add(ApiRequest request, RequestTarget? target, string verb, int statusCode)
    {
        var at = clock.GetUtcNow();
        lock (_lock)
        {
            if (_requests.Count == capacity)
                _requests.Dequeue();
            _requests.Enqueue(new ServerRequest(
                ++_count,
                request.User ?? "",
                verb,
                target?.Group ?? "",
                target?.Plural ?? "",
                target?.Subresource ?? "",
                target?.Namespace ?? "",
                target?.Name ?? "",
                statusCode,
                request.Uri,
                request.UserAgent,
                at));
        }
    }

    public IReadOnlyList<ServerRequest> Since(long number)
    {
        lock (_lock)
            return [.. _requests.Where(request => request.Number > number)];
    }
}

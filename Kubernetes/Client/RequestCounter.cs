using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Orkestra.Kubernetes.Client;

/// <summary>Counts the requests of one or more clients. Every request that leaves is counted once, repeated ones each time.</summary>
public sealed class RequestCounter
{
    private readonly ConcurrentDictionary<(string Verb, string Resource, int StatusCode), StrongBox<long>> _counts = new();

    /// <summary>All requests.</summary>
    public long Total => _counts.Values.Sum(box => Volatile.Read(ref box.Value));

    /// <summary>Counts one request; the parameters are those of <see cref="RequestCount"/>.</summary>
    public void Count(string verb, string resource, int statusCode) =>
        Interlocked.Increment(ref _counts.GetOrAdd((verb, resource, statusCode), static _ => new StrongBox<long>()).Value);

    /// <summary>The requests of a verb on a resource, whatever the answer.</summary>
    public long Of(string verb, string resource) => Sum(key => Is(key.Verb, verb) && Is(key.Resource, resource));

    /// <summary>The requests of a verb on any resource, whatever the answer.</summary>
    public long Of(string verb) => Sum(key => Is(key.Verb, verb));

    /// <summary>All counts, sorted by verb, resource and status code.</summary>
    public IReadOnlyList<RequestCount> Snapshot() =>
    [
        .. _counts.Select(pair => new RequestCount(pair.Key.Verb, pair.Key.Resource, pair.Key.StatusCode, Volatile.Read(ref pair.Value.Value)))
            .OrderBy(count => count.Verb, StringComparer.Ordinal).ThenBy(count => count.Resource, StringComparer.Ordinal).ThenBy(count => count.StatusCode),
    ];

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);

    private long Sum(Func<(string Verb, string Resource, int StatusCode), bool> which) =>
        _counts.Where(pair => which(pair.Key)).Sum(pair => Volatile.Read(ref pair.Value.Value));
}

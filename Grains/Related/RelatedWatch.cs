using Microsoft.Extensions.Logging;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Enrichment;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Related;

/// <summary>Watches one kind that custom resources look up, keeps what templates see of each object, and knows who was given which: a change wakes exactly those that it is seen by.
/// Its lock is taken last, and nobody is woken under it.</summary>
internal sealed partial class RelatedWatch(RelatedKind kind, KubernetesClient client, TimeProvider clock, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, RelatedObject>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<RelatedInterest>> _interests = new(StringComparer.Ordinal);
    private readonly HashSet<CustomResourceRecord> _waiting = new(ReferenceEqualityComparer.Instance);
    private bool _isListed;
    private string? _lastError;

    /// <summary>Whether all that there is is known; else the reader is woken when it is.</summary>
    /// <param name="reader">Who waits.</param>
    /// <param name="why">What it waits for.</param>
    public bool IsListed(CustomResourceRecord reader, out string why)
    {
        lock (_lock)
        {
            why = $"waiting for the first listing of {kind.Plural}{(_lastError is null ? "" : ": " + _lastError)}";
            if (!_isListed)
                _waiting.Add(reader);
            return _isListed;
        }
    }

    /// <summary>Registers the interest first and answers then, so that no change falls between.</summary>
    public IReadOnlyList<RelatedObject> Read(RelatedInterest interest)
    {
        var ns = interest.Query.Namespace ?? "";
        lock (_lock)
        {
            if (!_interests.TryGetValue(ns, out var readers))
                _interests[ns] = readers = [];
            readers.Add(interest);
            var found = RelatedQuery.Sorted(Matching(interest.Query, ns));
            interest.See(found);
            return found;
        }
    }

    /// <summary>It is not read any more.</summary>
    public void Remove(RelatedInterest interest)
    {
        var ns = interest.Query.Namespace ?? "";
        lock (_lock)
        {
            if (_interests.TryGetValue(ns, out var readers) && readers.Remove(interest) && readers.Count == 0)
                _interests.Remove(ns);
        }
    }

    public Task RunAsync(CancellationToken cancellationToken) => Persistent.RunAsync(kind.Plural, WatchAsync, clock, logger, cancellationToken);

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var resource = new ApiResource(kind.Group, kind.Version, kind.Plural, "", kind.Kind, kind.Namespaced, [], ["list", "watch"], HasStatus: false, HasScale: false);
        var reflector = new Reflector(client, new WatchTarget(resource, null, null, kind.FieldSelector, null), new ReflectorOptions(), clock, Random.Shared);
        var listed = new HashSet<ObjectName>();
        await foreach (var change in reflector.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (change)
            {
                case ReflectorEvent.ListStarted:
                    listed.Clear();
                    break;
                case ReflectorEvent.Listed item:
                    listed.Add(item.Object.Name);
                    Set(item.Object.Name, kind.Keep(item.Object.Parse()));
                    break;
                case ReflectorEvent.ListCompleted:
                    Listed(listed);
                    break;
                case ReflectorEvent.Changed item:
                    Set(item.Object.Name, kind.Keep(item.Object.Parse()));
                    break;
                case ReflectorEvent.Deleted item:
                    Set(item.Object.Name, null);
                    break;
                case ReflectorEvent.Failed failed:
                    LogWatchFailed(kind.Plural, failed.Error.Message);
                    Failed(failed.Error.Message);
                    break;
            }
        }
    }

    private void Set(ObjectName name, RelatedObject? now)
    {
        List<RelatedInterest> touched;
        lock (_lock)
        {
            var ns = name.Namespace ?? "";
            if (!_known.TryGetValue(ns, out var known))
                _known[ns] = known = new(StringComparer.Ordinal);
            var before = known.GetValueOrDefault(name.Name);
            if (now is null ? before is null : before?.IsSameAs(now) is true)
                return;
            if (now is not null)
                known[name.Name] = now;
            else if (known.Remove(name.Name) && known.Count == 0)
                _known.Remove(ns);
            touched = _interests.TryGetValue(ns, out var readers) ? [.. readers.Where(interest => interest.IsTouchedBy(name.Name, now))] : [];
        }

        touched.ForEach(interest => interest.Reader.ChildChanged());
    }

    /// <summary>Who waits says why.</summary>
    private void Failed(string error)
    {
        List<CustomResourceRecord> waiting;
        lock (_lock)
        {
            waiting = string.Equals(_lastError, error, StringComparison.Ordinal) ? [] : [.. _waiting];
            _lastError = error;
        }

        waiting.ForEach(reader => reader.ChildChanged());
    }

    private void Listed(HashSet<ObjectName> listed)
    {
        List<ObjectName> gone;
        List<CustomResourceRecord> waiting;
        lock (_lock)
        {
            _isListed = true;
            _lastError = null;
            gone = [.. _known.SelectMany(each => each.Value.Keys.Select(name => new ObjectName(each.Key.Length == 0 ? null : each.Key, name))).Where(name => !listed.Contains(name))];
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        gone.ForEach(name => Set(name, null));
        waiting.ForEach(reader => reader.ChildChanged());
    }

    private IEnumerable<RelatedObject> Matching(RelatedQuery query, string ns)
    {
        if (!_known.TryGetValue(ns, out var known))
            return [];
        if (query.Name is { } name)
            return known.TryGetValue(name, out var one) ? [one] : [];
        return known.Values.Where(query.Matches);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch of {Resource} failed and is tried again: {Error}")]
    private partial void LogWatchFailed(string resource, string error);
}

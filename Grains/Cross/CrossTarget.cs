using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Cross;

/// <summary>An entry whose custom resources others read, and who reads which: a change wakes exactly those that it is seen by (docs/decisions/090).
/// It outlives its box, so that what is read may come later. Its lock is taken last, nobody is woken under it, and no object is parsed for a reader under it: the box that is read does not pay for who reads.</summary>
internal sealed class CrossTarget(string name)
{
    /// <summary>How many one read is given at most.</summary>
    private const int MaxMatches = 1000;

    private static readonly IReadOnlyDictionary<ObjectName, ulong> NothingSeen = new Dictionary<ObjectName, ulong>();
    private static readonly IReadOnlySet<string> Nobody = new HashSet<string>(StringComparer.Ordinal);

    private readonly Lock _lock = new();

    /// <summary>One makes the index of labels at a time; taken before the other lock.</summary>
    private readonly Lock _indexing = new();
    private readonly Dictionary<ObjectName, HashSet<Interest>> _byName = [];
    private readonly HashSet<Interest> _byLabels = [];
    private IReadOnlySet<string> _neededByIt = Nobody;
    private LabelIndex? _labels;
    private HashSet<ObjectName>? _changedSinceIndexing;
    private BoxStore? _store;
    private bool _isListed;
    private bool _isNotServed = true;
    private CrdEntry? _entry;
    private Func<BoxView>? _view;

    public string Name { get; } = name;

    /// <summary>Others may read it.</summary>
    public bool IsOpen => Volatile.Read(ref _entry) is { CrossAccess: true };

    /// <summary>There is such an entry, or a newer one.</summary>
    /// <param name="entry">The definition.</param>
    /// <param name="view">Tells the state of the box.</param>
    public void Define(CrdEntry entry, Func<BoxView> view)
    {
        List<Interest> all;
        lock (_lock)
        {
            all = _entry is not null && _entry.CrossAccess != entry.CrossAccess ? All() : [];
            (_entry, _view, _isNotServed) = (entry, view, false);
        }

        all.ForEach(Wake);
    }

    /// <summary>There is no such entry any more.</summary>
    public void Undefine()
    {
        List<Interest> all;
        lock (_lock)
        {
            (_entry, _view, _isNotServed) = (null, null, true);
            all = All();
        }

        all.ForEach(Wake);
    }

    /// <summary>The state of the box; null before there is one.</summary>
    public BoxView? View => _view?.Invoke();

    /// <summary>A box runs and begins to list.</summary>
    public void Started(BoxStore store)
    {
        lock (_lock)
            (_store, _isListed, _isNotServed, _labels, _neededByIt) = (store, false, false, null, Nobody);
    }

    /// <summary>The box waits for others before it begins. Those of them that read it do not wait for it in turn: to them it has no objects until it begins.</summary>
    /// <param name="needed">What it needs, and what that needs.</param>
    public void Waits(IReadOnlySet<string> needed)
    {
        List<Interest> freed;
        lock (_lock)
        {
            _neededByIt = needed;
            freed = [.. All().Where(interest => needed.Contains(interest.Entry))];
        }

        freed.ForEach(Wake);
    }

    /// <summary>All that there is is known.</summary>
    public void Listed(BoxStore store)
    {
        List<Interest> all;
        lock (_lock)
        {
            if (_store != store || _isListed)
                return;
            _isListed = true;
            all = All();
        }

        all.ForEach(Wake);
    }

    /// <summary>The box stopped: nothing is known until it is back.</summary>
    public void Stopped()
    {
        lock (_lock)
            (_store, _isListed, _labels) = (null, false, null);
    }

    /// <summary>There is no such resource, so there are no objects.</summary>
    public void NotServed()
    {
        List<Interest> all;
        lock (_lock)
        {
            if (_isNotServed)
                return;
            _isNotServed = true;
            all = All();
        }

        all.ForEach(Wake);
    }

    /// <summary>An object came, changed or went. The store has it already.</summary>
    public void Changed(CustomResourceRecord record, bool isGone)
    {
        List<Interest> touched = [];
        lock (_lock)
        {
            // Whoever reads before all is listed waits for the listing.
            _byName.TryGetValue(record.Name, out var byName);
            if (!_isListed || (byName is null && _byLabels.Count == 0))
                return;
            var live = isGone ? null : record.Json.Parse();
            _labels?.Set(record.Name, live);
            _changedSinceIndexing?.Add(record.Name);
            var hashes = new Dictionary<Projection, ulong>(ReferenceEqualityComparer.Instance);
            foreach (var interest in byName is null ? _byLabels : byName.Concat(_byLabels))
            {
                if (interest.IsTouchedBy(record.Name, live is not null && IsMeant(interest, record.Name, live) ? HashOf(interest.Query.Projection, live, hashes) : 0))
                    touched.Add(interest);
            }
        }

        touched.ForEach(Wake);
    }

    /// <summary>Registers the interest first and answers then, so that no change falls between: what changes until the answer is there wakes the reader.</summary>
    /// <exception cref="CrossPendingException">The objects are not listed yet; the reader is woken when they are.</exception>
    public IReadOnlyList<JsonObject> Read(Interest interest)
    {
        BoxStore store;
        lock (_lock)
        {
            interest.Begin();
            Register(interest);
            if (_isNotServed || !IsOpen || (_store is null && _neededByIt.Contains(interest.Entry)))
            {
                interest.End(NothingSeen);
                return [];
            }

            store = ListedStore();
        }

        if (interest.Query.Name is null)
            Index(store);
        var matches = Matches(interest, store);
        var seen = new Dictionary<ObjectName, ulong>();
        var found = new List<JsonObject>(matches.Count);
        foreach (var (each, state) in matches)
        {
            var live = state.Parse();
            seen[each] = Hash(interest.Query.Projection, live);
            found.Add(live);
        }

        lock (_lock)
            interest.End(seen);
        return found;
    }

    /// <summary>It is not read any more.</summary>
    public void Remove(Interest interest)
    {
        lock (_lock)
        {
            _byLabels.Remove(interest);
            if (_byLabels.Count == 0)
                _labels = null;
            if (interest.Place is { } place)
                Leave(interest, place);
        }
    }

    private static void Wake(Interest interest) => interest.Reader.ChildChanged();

    private static ulong HashOf(Projection projection, JsonObject live, Dictionary<Projection, ulong> known)
    {
        if (!known.TryGetValue(projection, out var hash))
            known[projection] = hash = Hash(projection, live);
        return hash;
    }

    private static ulong Hash(Projection projection, JsonObject live) => Math.Max(1, CanonicalJson.Hash(projection.Apply(live)));

    private static bool IsMeant(Interest interest, ObjectName name, JsonObject live) =>
        interest.Query.Name is not null || (IsInNamespace(interest, name) && LabelIndex.Matches(interest.Query, live.Labels));

    private static bool IsInNamespace(Interest interest, ObjectName name) =>
        interest.Query.Namespace is not { } ns || name.Namespace is null || string.Equals(ns, name.Namespace, StringComparison.Ordinal);

    private BoxStore ListedStore() => _store is { } running && _isListed ? running : throw new CrossPendingException($"waiting for the first listing of {Name}");

    /// <summary>Makes the index of labels where there is none. What changes meanwhile is noted, and looked at again at the end.</summary>
    private void Index(BoxStore store)
    {
        lock (_indexing)
        {
            lock (_lock)
            {
                if (_labels is not null)
                    return;
                _changedSinceIndexing = [];
            }

            var index = LabelIndex.Of(store);
            lock (_lock)
            {
                foreach (var changed in _changedSinceIndexing)
                    index.Set(changed, store.Find(changed)?.Json.Parse());
                _changedSinceIndexing = null;
                if (_store == store)
                    _labels = index;
            }
        }
    }

    /// <summary>What the reader is to be given, in its order.</summary>
    private List<(ObjectName Name, CompactJson State)> Matches(Interest interest, BoxStore store)
    {
        lock (_lock)
        {
            if (ListedStore() != store)
                throw new CrossPendingException($"waiting for the first listing of {Name}");
            var names = Names(interest, store);
            if (names.Count > MaxMatches)
            {
                interest.EndTooMuch(names);
                throw new RenderException([new RenderFailure($"observe.cross.{interest.Query.Read.As}", interest.Query.Read.Place, $"more than {MaxMatches} custom resources of {Name} match {interest.Query.Read.LabelSelector ?? "the labels"}: ask for fewer")]);
            }

            names.Sort(Interest.ByName);
            return [.. names.Select(name => (name, store.Find(name)?.Json)).Where(static each => each.Json is not null).Select(static each => (each.name, each.Json!))];
        }
    }

    private List<ObjectName> Names(Interest interest, BoxStore store)
    {
        if (interest.Query.Name is { } name)
            return [Named(interest, name)];
        var all = (_labels ??= LabelIndex.Of(store)).Matching(interest.Query).Where(each => IsInNamespace(interest, each));
        return interest.Query.Read.TakesAll ? [.. all.Take(MaxMatches + 1)] : [.. all.Order(Comparer<ObjectName>.Create(Interest.ByName)).Take(1)];
    }

    private ObjectName Named(Interest interest, string name) => new(_entry is { Namespaced: false } ? null : interest.Query.Namespace, name);

    private void Register(Interest interest)
    {
        if (interest.Query.Name is not { } name)
        {
            _byLabels.Add(interest);
            return;
        }

        var place = Named(interest, name);
        if (interest.Place is { } before && before != place)
            Leave(interest, before);
        interest.Place = place;
        if (!_byName.TryGetValue(place, out var readers))
            _byName[place] = readers = [];
        readers.Add(interest);
    }

    private void Leave(Interest interest, ObjectName place)
    {
        if (_byName.TryGetValue(place, out var readers) && readers.Remove(interest) && readers.Count == 0)
            _byName.Remove(place);
    }

    private List<Interest> All() => [.. _byName.Values.SelectMany(readers => readers), .. _byLabels];
}

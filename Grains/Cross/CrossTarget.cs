using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Cross;

/// <summary>An entry whose custom resources others read, and who reads which: a change wakes exactly those that it is seen by (docs/decisions/090).
/// It outlives its box, so that what is read may come later. Its lock is taken last, and nobody is woken under it.</summary>
internal sealed class CrossTarget(string name)
{
    /// <summary>How many one read is given at most.</summary>
    private const int MaxMatches = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectName, HashSet<Interest>> _byName = [];
    private readonly HashSet<Interest> _byLabels = [];
    private LabelIndex? _labels;
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
            (_store, _isListed, _isNotServed, _labels) = (store, false, false, null);
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
            var hashes = new Dictionary<Projection, ulong>(ReferenceEqualityComparer.Instance);
            foreach (var interest in byName is null ? _byLabels : byName.Concat(_byLabels))
            {
                if (interest.IsTouchedBy(record.Name, live is not null && IsMeant(interest, record.Name, live) ? HashOf(interest.Query.Projection, live, hashes) : 0))
                    touched.Add(interest);
            }
        }

        touched.ForEach(Wake);
    }

    /// <summary>Registers the interest first and answers then, so that no change falls between.</summary>
    /// <exception cref="CrossPendingException">The objects are not listed yet; the reader is woken when they are.</exception>
    public IReadOnlyList<JsonObject> Read(Interest interest)
    {
        lock (_lock)
        {
            interest.Begin();
            Register(interest);
            if (_isNotServed || !IsOpen)
            {
                interest.End();
                return [];
            }

            if (_store is null || !_isListed)
                throw new CrossPendingException($"waiting for the first listing of {Name}");
            var found = new List<JsonObject>();
            var hashes = new Dictionary<Projection, ulong>(ReferenceEqualityComparer.Instance);
            foreach (var each in Names(interest, _store))
            {
                if (_store.Find(each)?.Json.Parse() is not { } live)
                    continue;
                hashes.Clear();
                interest.See(each, HashOf(interest.Query.Projection, live, hashes));
                found.Add(live);
                if (found.Count > MaxMatches)
                    throw new RenderException([new RenderFailure($"observe.cross.{interest.Query.Read.As}", interest.Query.Read.Place, $"more than {MaxMatches} custom resources of {Name} match {interest.Query.Read.LabelSelector ?? "the labels"}: ask for fewer")]);
            }

            interest.End();
            return found;
        }
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
            known[projection] = hash = Math.Max(1, CanonicalJson.Hash(projection.Apply(live)));
        return hash;
    }

    private static bool IsMeant(Interest interest, ObjectName name, JsonObject live) =>
        interest.Query.Name is not null || (IsInNamespace(interest, name) && LabelIndex.Matches(interest.Query, live.Labels));

    private static bool IsInNamespace(Interest interest, ObjectName name) =>
        interest.Query.Namespace is not { } ns || name.Namespace is null || string.Equals(ns, name.Namespace, StringComparison.Ordinal);

    private IEnumerable<ObjectName> Names(Interest interest, BoxStore store)
    {
        if (interest.Query.Name is { } name)
            return [Named(interest, name)];
        _labels ??= LabelIndex.Of(store);
        var all = _labels.Matching(interest.Query).Where(each => IsInNamespace(interest, each)).Order(Comparer<ObjectName>.Create(Interest.ByName));
        return interest.Query.Read.TakesAll ? all : all.Take(1);
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

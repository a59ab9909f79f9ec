using System.Collections.Immutable;
using Orkestra.Grains.Boxes;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Fleet;

/// <summary>The boxes of this process: started in the order of what they need, each replaced when its own definition changed, ended in the reverse order.</summary>
internal sealed class BoxFleet : IAsyncDisposable
{
    private readonly BoxServices _services;
    private readonly BoxLifecycles _lifecycles;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly FinalizerReleases _releases;
    private bool _disposed;
    private ImmutableArray<OperatorBox> _boxes = [];
    private bool _started;

    public BoxFleet(BoxServices services, IReadOnlyList<BoxDefinition> definitions)
    {
        _services = services;
        _lifecycles = new BoxLifecycles(services.Dependencies);
        _releases = new FinalizerReleases(services);
        foreach (var definition in definitions)
            Add(definition);
    }

    /// <summary>By name.</summary>
    public ImmutableArray<OperatorBox> All => _boxes;

    public OperatorBox? Find(string name) => _boxes.FirstOrDefault(box => string.Equals(box.Name, name, StringComparison.Ordinal));

    public void Start()
    {
        _started = true;
        StartInOrder(_boxes);
    }

    /// <summary>Runs these definitions in place of the present ones.</summary>
    public async Task ReplaceAsync(IReadOnlyList<BoxDefinition> definitions, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_disposed)
                return;
            var wanted = definitions.ToDictionary(definition => definition.Entry.Name, StringComparer.Ordinal);
            var ending = _boxes.Where(box => !wanted.TryGetValue(box.Name, out var newer) || !newer.CanTakeOverFrom(box.Definition)).ToList();
            foreach (var box in InOrder(ending).Reverse())
                await EndAsync(box, isGone: !wanted.ContainsKey(box.Name)).ConfigureAwait(false);
            foreach (var gone in ending.Select(box => box.Definition.Entry).Where(entry => !wanted.Values.Any(definition => IsOfSameKind(definition.Entry, entry))))
            {
                await _releases.EndAsync(gone).ConfigureAwait(false);
                if (_started)
                    _releases.Begin(gone);
            }

            foreach (var box in _boxes.Where(box => !wanted[box.Name].IsSameAs(box.Definition)))
                box.Replace(wanted[box.Name]);
            foreach (var definition in wanted.Values)
                await _releases.EndAsync(definition.Entry).ConfigureAwait(false);
            var added = wanted.Values.Where(definition => Find(definition.Entry.Name) is null).ToList().ConvertAll(Add);
            if (_started)
                StartInOrder(added);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _disposed = true;
        await _lifecycles.StopAllAsync().ConfigureAwait(false);
        await _releases.DisposeAsync().ConfigureAwait(false);
        _lifecycles.Dispose();
        _turn.Dispose();
    }

    private static bool IsOfSameKind(CrdEntry one, CrdEntry other) =>
        string.Equals(one.Types.Group, other.Types.Group, StringComparison.Ordinal) && string.Equals(one.Types.Kind, other.Types.Kind, StringComparison.Ordinal);

    private IEnumerable<OperatorBox> InOrder(IReadOnlyCollection<OperatorBox> boxes) => _services.Dependencies.Order.Select(name => boxes.FirstOrDefault(box => string.Equals(box.Name, name, StringComparison.Ordinal))).OfType<OperatorBox>();

    private void StartInOrder(IReadOnlyCollection<OperatorBox> boxes)
    {
        foreach (var box in InOrder(boxes))
            _lifecycles.Start(box.Name, box.RunAsync);
    }

    private OperatorBox Add(BoxDefinition definition)
    {
        var box = new OperatorBox(_services, definition);
        _boxes = [.. _boxes.Add(box).OrderBy(each => each.Name, StringComparer.Ordinal)];
        _services.Dependencies.Add(box.Name, definition.Needs, box.Health, () => box.AreAllReady);
        return box;
    }

    private async Task EndAsync(OperatorBox box, bool isGone)
    {
        await _lifecycles.StopOneAsync(box.Name).ConfigureAwait(false);
        _boxes = _boxes.Remove(box);
        _services.Dependencies.Remove(box.Name);
        box.Retire(isGone);
    }
}

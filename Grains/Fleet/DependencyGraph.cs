using System.Collections.Frozen;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Dependencies;

namespace Orkestra.Grains.Fleet;

/// <summary>Which box needs which other one (docs/decisions/085). A box begins when what it needs is as its conditions say, and is degraded while what it needs to be well is not.
/// Everything is told by events: a box that changes is looked at once by those that need it, in the order of their names.</summary>
internal sealed class DependencyGraph
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private FrozenSet<string> _counted = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>The boxes in the order in which they start: what is needed comes first, and what is equal by its name.</summary>
    public IReadOnlyList<string> Order
    {
        get
        {
            lock (_lock)
                return StartOrder.Of(_nodes.ToDictionary(node => node.Key, IReadOnlyList<string> (node) => [.. node.Value.Needs.Select(need => need.Entry)], StringComparer.Ordinal));
        }
    }

    /// <summary>Adds a box. What it needs may come later.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="needs">What it waits for; entries that another box reconciles are left out.</param>
    /// <param name="health">How it is.</param>
    /// <param name="areAllReady">Whether every custom resource of it is ready.</param>
    public void Add(string name, IReadOnlyList<Dependency> needs, BoxHealth health, Func<bool> areAllReady)
    {
        lock (_lock)
        {
            _nodes[name] = new Node(needs, health, areAllReady);
            Count();
        }

        Changed(name);
    }

    public void Remove(string name)
    {
        lock (_lock)
        {
            _nodes.Remove(name);
            Count();
        }

        Changed(name);
    }

    /// <summary>Whom a box has to outlive.</summary>
    public IReadOnlyList<string> DependentsOf(string name)
    {
        lock (_lock)
            return [.. _nodes.Where(node => node.Value.Needs.Any(need => IsOn(need, name))).Select(node => node.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a box needs, and what that needs, and so on.</summary>
    public IReadOnlySet<string> NeededBy(string name)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        lock (_lock)
            Add(name);
        return all;

        void Add(string of)
        {
            foreach (var need in _nodes.TryGetValue(of, out var node) ? node.Needs : [])
            {
                if (all.Add(need.Entry))
                    Add(need.Entry);
            }
        }
    }

    /// <summary>Ends when everything that the box needs to begin is there.</summary>
    /// <param name="name">The box.</param>
    /// <param name="waits">Is told what it waits for, each time that this changes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WhenMetAsync(string name, Action<string> waits, CancellationToken cancellationToken)
    {
        var told = "";
        while (true)
        {
            Task change;
            string missing;
            lock (_lock)
            {
                change = _changed.Task;
                missing = Begin(name);
            }

            if (missing.Length == 0)
                return;
            if (!string.Equals(missing, told, StringComparison.Ordinal))
                waits(told = missing);
            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A box is in another state: those that need it are judged anew, and so are those that need them.</summary>
    public void Changed(string name)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            foreach (var dependent in DependentsOf(name))
                Judge(dependent);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.TrySetResult();
    }

    /// <summary>A pass of the box ended: custom resources may have become ready, or may be so no more.</summary>
    public void PassEnded(string name)
    {
        if (Volatile.Read(ref _counted).Contains(name))
            Changed(name);
    }

    /// <summary>Asked at each pass of each box, without a lock that all of them share.</summary>
    private void Count() => Volatile.Write(
        ref _counted, _nodes.Values.SelectMany(node => node.Needs).Where(need => DependencyConditions.CountsResources(need.Condition)).Select(need => need.Entry).ToFrozenSet(StringComparer.Ordinal));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool IsOn(Dependency need, string name) => string.Equals(need.Entry, name, StringComparison.Ordinal);

    /// <summary>What the box still waits for; it has begun when that is nothing.</summary>
    private string Begin(string name)
    {
        if (!_nodes.TryGetValue(name, out var node))
            return "";
        node.HasBegun = false;
        var missing = Judge(name);
        node.HasBegun = missing.Length == 0;
        return missing;
    }

    private string Judge(string name)
    {
        var node = _nodes[name];
        var unmet = string.Join(", ", node.Needs.Select(need => Unmet(need, atStart: !node.HasBegun)).Where(each => each.Length > 0));
        node.Health.Needs(unmet);
        return unmet;
    }

    /// <returns>What is missing, or nothing.</returns>
    private string Unmet(Dependency need, bool atStart)
    {
        if (!_nodes.TryGetValue(need.Entry, out var node))
            return $"{need.Entry} to be {need.Condition} (it does not run)";
        var state = node.Health.Now.State;
        var isMet = atStart ? DependencyConditions.Holds(need.Condition, state, node.AreAllReady) : DependencyConditions.IsKept(need.Condition, state, node.AreAllReady);
        return isMet ? "" : $"{need.Entry} to be {need.Condition} (it is {state.ToString().ToLowerInvariant()})";
    }

    private sealed record Node(IReadOnlyList<Dependency> Needs, BoxHealth Health, Func<bool> AreAllReady)
    {
        /// <summary>What it waited for was there.</summary>
        public bool HasBegun { get; set; }
    }
}

using System.Collections.Concurrent;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Cross;

/// <summary>Everything that entries of this process can read of each other.</summary>
internal sealed class CrossDirectory
{
    private readonly ConcurrentDictionary<string, CrossTarget> _targets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<CustomResourceRecord, CrossBook> _books = new(ReferenceEqualityComparer.Instance);

    /// <summary>What others see of the entry of this name, be there one or not yet.</summary>
    public CrossTarget TargetOf(string entry) => _targets.GetOrAdd(entry, static name => new CrossTarget(name));

    /// <summary>Those that a read by labels alone goes to.</summary>
    public IEnumerable<CrossTarget> All => _targets.Values.OrderBy(target => target.Name, StringComparer.Ordinal);

    /// <summary>What the pass of this custom resource that begins now may read; null: its entry reads nothing.</summary>
    public PassCross? Begin(CrdEntry entry, CustomResourceRecord record) =>
        entry.Cross.Count == 0 ? null : new PassCross(this, _books.GetOrAdd(record, each => new CrossBook(entry.Name, each)));

    /// <summary>The custom resource reads nothing any more.</summary>
    public void Forget(CustomResourceRecord record)
    {
        if (_books.TryRemove(record, out var book))
            book.Close();
    }
}

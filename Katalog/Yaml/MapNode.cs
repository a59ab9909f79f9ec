using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Yaml;

/// <summary>A mapping in file order; no key is in it twice.</summary>
internal sealed class MapNode(SourceText source, Mark start, IReadOnlyList<MapEntry> entries) : Node(source, start)
{
    private readonly Dictionary<string, MapEntry> _byKey = entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);

    public IReadOnlyList<MapEntry> Entries { get; } = entries;

    public override string Description => "a map";

    /// <summary>The entry of a key; null when it is not there or has no value.</summary>
    public MapEntry? Find(string key) => _byKey.TryGetValue(key, out var entry) && !entry.Value.IsNull ? entry : null;

    public bool Has(string key) => _byKey.ContainsKey(key);
}

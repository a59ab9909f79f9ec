using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Makes one Katalog of a Komposer and of what it imports: registry, files, charts, and over them the Komposer's own entries. Two imports with an entry of
/// one name are refused.</summary>
internal sealed class KatalogComposer(ImportedKatalogs imports, Func<MotifImporter> motifs, Findings findings)
{
    private readonly Dictionary<string, (MapNode Entry, Located At)> _imported = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly SharedParts _shared = new(findings);
    private readonly ComponentBlocks _blocks = new();

    public async Task<Located> ComposeAsync(Located komposer, CancellationToken ct)
    {
        var policy = new ImportPolicy(komposer, findings);
        await foreach (var (at, katalog) in imports.ReadAsync(komposer, ct).ConfigureAwait(false))
        {
            if (!policy.Accepts(at, katalog))
                continue;
            Add(at, katalog);
        }

        var importer = motifs();
        var entries = await EntriesAsync(komposer, importer, ct).ConfigureAwait(false);
        var document = NodeMerge.Without((MapNode)komposer.Node, "spec", "crds");
        document = NodeMerge.With(document, ["spec", "crds"], new MapNode(document.Source, komposer.At("spec", "crds")?.Node.Start ?? document.Start, entries));
        document = _blocks.Into(_shared.Into(document));
        // What the Komposer's own entries and its spec import comes last.
        return await importer.ShareAsync(komposer with { Node = document }, ct).ConfigureAwait(false);
    }

    private void Add(Located at, Located katalog)
    {
        foreach (var (name, entry) in ImportedEntries.Of(katalog))
        {
            if (_imported.TryGetValue(name, out var first))
            {
                findings.Error(
                    DiagnosticIds.ImportClash,
                    at,
                    $"the entry {name} is in two imports: {new Located(first.Entry, YamlPath.Root).Place} (imported on line {first.At.Place.Line}) and {new Located(entry, YamlPath.Root).Place}",
                    "import one of them, or rename one entry");
                continue;
            }

            _imported.Add(name, (entry, at));
            _order.Add(name);
        }

        var notes = katalog.At("notes") is { } given ? (given.At("functions") ?? given).Items().Select(item => item.Node) : [];
        _shared.Add(notes, katalog.At("profiles")?.Node as MapNode);
        _blocks.Add(katalog);
    }

    /// <summary>The imported entries in their order, changed by the Komposer's own, and after them those that are only its own.</summary>
    private async Task<List<MapEntry>> EntriesAsync(Located komposer, MotifImporter importer, CancellationToken ct)
    {
        var own = ImportedEntries.Named(komposer, findings);
        var all = new List<MapEntry>();
        foreach (var name in _order)
        {
            var entry = _imported[name].Entry;
            if (own.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.Ordinal)) is { Name: not null } over)
                entry = await OverrideAsync(entry, over.At, importer, ct).ConfigureAwait(false);
            all.Add(new MapEntry(name, entry.Start, entry));
        }

        foreach (var (name, at) in own.Where(each => !_imported.ContainsKey(each.Name)))
        {
            CheckOverrides(name, at);
            var entry = await importer.ImportAsync(at, new BoxSettings(at, findings).Imports, ct).ConfigureAwait(false);
            all.Add(new MapEntry(name, entry.Start, entry));
        }

        return all;
    }

    /// <summary>What the override imports follows what it makes of the entry.</summary>
    private async Task<MapNode> OverrideAsync(MapNode entry, Located over, MotifImporter importer, CancellationToken ct)
    {
        string[] path = ["operatorBox", "reconcile", "imports"];
        var own = new BoxSettings(over, findings).Imports;
        var merged = NodeMerge.Merge(entry, NodeMerge.Without(Spelling.Upgrade((MapNode)over.Node), path), joinsLists: false);
        if (own is not { } imports)
            return merged;
        merged = NodeMerge.With(merged, path, NodeMerge.Join(NodeMerge.Find(merged, path), imports.Node)!);
        return await importer.ImportAsync(over with { Node = merged }, own, ct).ConfigureAwait(false);
    }

    /// <summary>An entry without a type is meant to change another one.</summary>
    private void CheckOverrides(string name, Located at)
    {
        if (at.At("crdFile") is null && at.At("apiTypes") is null && _order.Count > 0)
            findings.Error(DiagnosticIds.ImportClash, at, $"no import has an entry {name} that this could change", NearestName.Of(name, _order) is { } near ? $"did you mean {near}?" : $"entries are {string.Join(", ", _order)}");
    }
}

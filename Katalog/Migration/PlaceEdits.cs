using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>Moves settings to where they are now: entries of a list become those of a map, and what an entry has at an older place goes to the present one.</summary>
internal sealed class PlaceEdits(ICollection<string> changes)
{
    public string Apply(string text, Located document)
    {
        var crds = document.At("spec", "crds");
        var entries = ImportedEntries.Named(document, null).Select(entry => (entry.Name, entry.At, Moves: Spelling.MovesOf((MapNode)entry.At.Node).ToList())).ToList();
        var isList = crds?.Node is ListNode { Items.Count: > 0 } list && entries.Count == list.Items.Count && entries.Select(entry => entry.Name).Distinct(StringComparer.Ordinal).Count() == entries.Count;
        if (!isList && entries.TrueForAll(entry => entry.Moves.Count == 0))
            return text;

        var lines = new TextLines(text);
        var opener = new TextOpener(lines);
        var outline = Outline.Of(text)!;
        var root = outline.Form == OutlineForm.FlowMap ? opener.Flow(outline) : opener.Block(outline, lines.LineOf(outline.Start), 0, 0);
        var spec = opener.Open(Find(root, "spec", outline));
        var item = Find(spec, "crds", outline);
        if (isList)
            changes.Add($"line {lines.LineOf(item.Value!.Start) + 1}: crds is now a map");
        var named = isList ? opener.OpenNamed(item, "name") : opener.Open(item);
        foreach (var (name, at, moves) in entries.Where(entry => entry.Moves.Count > 0))
        {
            var entry = opener.Open(Find(named, name, outline));
            foreach (var move in moves)
            {
                Move(entry, move, opener, outline);
                changes.Add($"line {LineOf(at, move)}: {name}: {move.OldPath} is now {move.NowPath}");
            }
        }

        return Written(root, lines, outline);
    }

    private static int LineOf(Located entry, SpellingMove move) =>
        ((entry.At(move.Old.AsSpan(0, move.Old.Length - 1)) ?? entry).Node as MapNode)?.Find(move.Old[^1])?.KeyMark.Line ?? entry.Place.Line;

    private static string Written(TextMap root, TextLines lines, OutlineNode outline)
    {
        var output = new List<string>(outline.Form == OutlineForm.FlowMap ? lines.Range(0, lines.LineOf(outline.Start)) : []);
        root.Write(outline.Form == OutlineForm.FlowMap ? 0 : lines.ColumnOf(outline.Start), output);
        output.AddRange(lines.Range(lines.LineOf(Math.Max(outline.Start, outline.End - 1)) + 1, lines.Count));
        return string.Join('\n', output);
    }

    private static void Move(TextMap entry, SpellingMove move, TextOpener opener, OutlineNode outline)
    {
        var (from, at, item) = Detach(entry, move.Old, opener, outline);
        var target = entry;
        foreach (var key in move.Now.AsSpan(0, move.Now.Length - 1))
        {
            if (target.Find(key) is not { } next)
            {
                next = TextItem.Made(key);
                // Where the setting was there is its block now; blank lines above it stay above the block.
                var blank = item.Leading.TakeWhile(line => line.Trim().Length == 0).ToList();
                item.Leading.RemoveRange(0, blank.Count);
                next.Leading.AddRange(blank);
                target.Items.Insert(ReferenceEquals(target, from) ? at : target.Items.Count, next);
            }

            target = opener.Open(next);
        }

        item.Key = move.Now[^1];
        target.Items.Add(item);
    }

    /// <summary>Takes a setting out of its place; a block that is empty then goes, and its comments go on with the setting.</summary>
    private static (TextMap From, int At, TextItem Item) Detach(TextMap entry, string[] path, TextOpener opener, OutlineNode outline)
    {
        var map = entry;
        var parents = new List<(TextMap Map, TextItem Item)>();
        foreach (var key in path.AsSpan(0, path.Length - 1))
        {
            var parent = Find(map, key, outline);
            parents.Add((map, parent));
            map = opener.Open(parent);
        }

        var item = Find(map, path[^1], outline);
        var at = map.Items.IndexOf(item);
        map.Items.Remove(item);
        for (var i = parents.Count - 1; i >= 0 && map.Items.Count == 0 && parents[i].Item.Key is "reconciler"; i--)
        {
            var (above, empty) = parents[i];
            var pad = new string(' ', item.Indent);
            item.Leading.AddRange(map.Trailing.Select(line => pad + line));
            if (empty.Header.IndexOf(" #", StringComparison.Ordinal) is var remark and >= 0)
                item.Leading.Insert(0, pad + empty.Header[(remark + 1)..]);
            item.Leading.InsertRange(0, empty.Leading);
            at = above.Items.IndexOf(empty);
            above.Items.Remove(empty);
            map = above;
        }

        return (map, at, item);
    }

    private static TextItem Find(TextMap map, string key, OutlineNode outline) => map.Find(key) ?? throw new RewriteException($"{key} is not written out here", outline.Start);
}

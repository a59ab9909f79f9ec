using System.Text;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>Changes what has another name or form now where it stands: versions, kinds, renamed keys, labels as a list.</summary>
internal sealed class NameEdits(string text, ICollection<string> changes)
{
    private readonly TextLines _lines = new(text);
    private readonly List<(int Start, int End, string Now)> _edits = [];

    public string Apply(Located document, BlockSchema schema)
    {
        var outline = Outline.Of(text)!;
        foreach (var (key, names) in DocumentNames.Present)
        {
            if (outline.Find(key) is { Value: { Form: OutlineForm.Scalar } value } && names.TryGetValue(value.Text, out var now))
                Edit(value.Start, value.End, now, $"{key} {value.Text} is now {now}");
        }

        if (outline.Find("sources") is { } sources && outline.Find("imports") is null)
            Edit(sources.KeyStart, sources.KeyEnd, "imports", "sources is now imports");
        foreach (var (node, block) in SchemaWalk.Find(document.Node, Shape.Block(schema)))
        {
            if (At(outline, node.Start.Index, node is ListNode) is not { } found)
                throw new RewriteException("what is renamed is not written out here", node.Start.Index);
            if (block is null)
                EditLabels(found.Node, found.ParentColumn);
            else
                EditKeys(found.Node, (MapNode)node, block);
        }

        var output = new StringBuilder(text);
        foreach (var (start, end, now) in _edits.OrderByDescending(edit => edit.Start))
            output.Remove(start, end - start).Insert(start, now);
        return output.ToString();
    }

    private void Edit(int start, int end, string now, string? change)
    {
        _edits.Add((start, end, now));
        if (change is not null)
            changes.Add($"line {_lines.LineOf(start) + 1}: {change}");
    }

    private void EditKeys(OutlineNode map, MapNode node, BlockSchema block)
    {
        foreach (var entry in map.Entries)
        {
            if (SchemaWalk.NowOf(node, block, entry.Key) is { } now)
                Edit(entry.KeyStart, entry.KeyEnd, now, $"{entry.Key} is now called {now}");
        }
    }

    private void EditLabels(OutlineNode list, int parentColumn)
    {
        if (list.IsMarked)
            throw new RewriteException("a list of labels has an anchor or a tag", list.Start);
        changes.Add($"line {_lines.LineOf(list.Start) + 1}: labels are now a map");
        if (list.Form == OutlineForm.FlowList)
        {
            Edit(list.Start, list.End, $"{{ {string.Join(", ", list.Entries.Select(Label))} }}", null);
            return;
        }

        foreach (var item in list.Entries)
        {
            var dash = text.LastIndexOf('-', Math.Max(0, item.KeyStart - 1));
            var column = _lines.ColumnOf(dash);
            var indent = column > parentColumn ? "" : new string(' ', parentColumn + 2 - column);
            Edit(dash, item.End, indent + Label(item), null);
        }
    }

    private string Label(OutlineEntry item)
    {
        var map = item.Value;
        var (key, value) = (map.Find("key")!, map.Find("value"));
        var written = value is null || value.Value.End <= value.Value.Start ? "\"\"" : text[value.Value.Start..value.Value.End];
        if (map.IsMarked || key.Value.Form != OutlineForm.Scalar || written.Contains('\n', StringComparison.Ordinal) || HasComment(map, key, value))
            throw new RewriteException("a label is not on one line, or has a comment inside", map.Start);
        return $"{text[key.Value.Start..key.Value.End]}: {written}";
    }

    private bool HasComment(OutlineNode map, OutlineEntry key, OutlineEntry? value)
    {
        var (first, second) = value is not null && value.KeyStart < key.KeyStart ? (value, key) : (key, value);
        return second is not null && text.AsSpan(first.End, second.KeyStart - first.End).Contains('#') || text.AsSpan(map.Start, Math.Max(0, first.KeyStart - map.Start)).Contains('#');
    }

    /// <summary>The node that begins at an index, with the column of the key above it.</summary>
    private (OutlineNode Node, int ParentColumn)? At(OutlineNode node, int index, bool isList, int column = -1)
    {
        if (node.Start == index && isList == node.Form is OutlineForm.BlockList or OutlineForm.FlowList && (isList || node.Form is OutlineForm.BlockMap or OutlineForm.FlowMap))
            return (node, column);
        foreach (var entry in node.Entries)
        {
            if (entry.Value.Start <= index && index < entry.Value.End && At(entry.Value, index, isList, entry.Key.Length > 0 ? _lines.ColumnOf(entry.KeyStart) : column) is { } found)
                return found;
        }

        return null;
    }
}

using System.Text;
using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>Changes what has another name or form now where it stands: versions, kinds, renamed keys, labels as a list.</summary>
internal sealed class NameEdits(string text, ICollection<string> changes)
{
    private readonly TextLines _lines = new(text);
    private readonly List<(int Start, int End, string Now)> _edits = [];

    /// <summary>The names of a whole definition.</summary>
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
        return Apply(document.Node, Shape.Block(schema));
    }

    /// <summary>The names of a value of a shape.</summary>
    public string Apply(Node root, Shape of)
    {
        var outline = Outline.Of(text)!;
        foreach (var (node, block, shape) in SchemaWalk.Find(root, of))
        {
            if (At(outline, node) is not { } found)
                throw new RewriteException("what is renamed is not written out here", node.Start.Index);
            if (block is not null)
                EditKeys(found.Node, (MapNode)node, block);
            else if (shape is SourcesShape)
                EditSources(found.Node);
            else
                EditLabels(found.Node, found.ParentColumn);
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
            if (SchemaWalk.NowOf(node, block, entry.Key) is not { } now)
                continue;
            Edit(entry.KeyStart, entry.KeyEnd, now.Now, $"{entry.Key} is now called {now.Now}");
            if (now.Value is not { } value)
                continue;
            if (entry.Value.IsMarked || entry.Value.Form != OutlineForm.Scalar)
                throw new RewriteException($"{entry.Key} is not written out here", entry.KeyStart);
            Edit(entry.Value.Start, entry.Value.End, value, null);
        }
    }

    /// <summary>One map, one name or a list of names become a list of maps.</summary>
    private void EditSources(OutlineNode sources)
    {
        if (sources.IsMarked)
            throw new RewriteException("what envFrom takes variables from has an anchor or a tag", sources.Start);
        changes.Add($"line {_lines.LineOf(sources.Start) + 1}: what envFrom takes variables from is now a list of maps");
        switch (sources.Form)
        {
            case OutlineForm.BlockList:
                foreach (var item in sources.Entries)
                    Edit(item.KeyStart, item.KeyStart, "name: ", null);
                break;
            case OutlineForm.FlowList:
                foreach (var item in sources.Entries)
                    Edit(item.Value.Start, item.Value.End, $"{{ name: {text[item.Value.Start..item.Value.End]} }}", null);
                break;
            case OutlineForm.BlockMap:
                Edit(sources.Start, sources.Start, "- ", null);
                for (var line = _lines.LineOf(sources.Start) + 1; line <= _lines.LineOf(Math.Max(sources.Start, sources.End - 1)); line++)
                    Edit(_lines.StartOf(line), _lines.StartOf(line), "  ", null);
                break;
            case OutlineForm.FlowMap:
                Edit(sources.Start, sources.End, $"[ {text[sources.Start..sources.End]} ]", null);
                break;
            case OutlineForm.Scalar when !text.AsSpan(sources.Start, sources.End - sources.Start).Contains('\n'):
                Edit(sources.Start, sources.End, $"[ {{ name: {text[sources.Start..sources.End]} }} ]", null);
                break;
            default:
                throw new RewriteException("what envFrom takes variables from is not written out here", sources.Start);
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
    private (OutlineNode Node, int ParentColumn)? At(OutlineNode node, Node wanted, int column = -1)
    {
        var index = wanted.Start.Index;
        if (node.Start == index && IsOf(node.Form, wanted))
            return (node, column);
        foreach (var entry in node.Entries)
        {
            if (entry.Value.Start <= index && index < entry.Value.End && At(entry.Value, wanted, entry.Key.Length > 0 ? _lines.ColumnOf(entry.KeyStart) : column) is { } found)
                return found;
        }

        return null;
    }

    private static bool IsOf(OutlineForm form, Node node) => node switch
    {
        ListNode => form is OutlineForm.BlockList or OutlineForm.FlowList,
        MapNode => form is OutlineForm.BlockMap or OutlineForm.FlowMap,
        _ => form is OutlineForm.Scalar,
    };
}

namespace Orkestra.Katalog.Migration;

/// <summary>Takes values apart into the lines of their entries. Maps in braces become blocks.</summary>
internal sealed class TextOpener(TextLines lines)
{
    /// <summary>The map below an entry.</summary>
    /// <exception cref="RewriteException">It is no map that is written out.</exception>
    public TextMap Open(TextItem item)
    {
        if (item.Map is { } open)
            return open;
        var value = item.Value!;
        if (value.IsMarked)
            throw new RewriteException($"{item.Key} has an anchor or a tag", value.Start);
        switch (value.Form)
        {
            case OutlineForm.BlockMap:
                item.Header = item.Lines[0];
                item.Map = Block(value, lines.LineOf(value.Start), item.Indent, item.Lines.Count > 0 ? FirstLineBelow(item, value) : 0);
                return item.Map;
            case OutlineForm.FlowMap:
                item.Header = $"{RawKey(item)}:{(item.IsFlow ? "" : Comment(value.End))}";
                item.Map = Flow(value);
                return item.Map;
            case OutlineForm.Scalar when value.End <= value.Start:
                item.Header = item.Lines[0];
                return item.Map = new TextMap();
            default:
                throw new RewriteException($"{item.Key} is not written out here", value.Start);
        }
    }

    /// <summary>A list of maps with names as one map.</summary>
    public TextMap OpenNamed(TextItem item, string nameKey)
    {
        var value = item.Value!;
        if (value.IsMarked)
            throw new RewriteException($"{item.Key} has an anchor or a tag", value.Start);
        var isFlow = value.Form == OutlineForm.FlowList;
        item.Header = isFlow ? $"{RawKey(item)}:{(item.IsFlow ? "" : Comment(value.End))}" : item.Lines[0];
        var map = new TextMap();
        var above = lines.LineOf(value.Start);
        above = isFlow ? above : FirstLineBelow(item, value);
        foreach (var element in value.Entries)
        {
            var (entry, below) = Named(element.Value, nameKey, isFlow ? [] : [.. lines.Range(above, lines.LineOf(element.KeyStart))]);
            map.Items.Add(entry);
            entry.Map = below;
            above = lines.LineOf(Math.Max(element.KeyStart, element.End - 1)) + 1;
        }

        return item.Map = map;
    }

    /// <summary>The entries of a block.</summary>
    /// <param name="value">The block.</param>
    /// <param name="firstLine">Its first line.</param>
    /// <param name="parentIndent">The column of its key.</param>
    /// <param name="above">The first line whose comments belong to it.</param>
    public TextMap Block(OutlineNode value, int firstLine, int parentIndent, int above)
    {
        var step = lines.ColumnOf(value.Entries[0].KeyStart) - parentIndent;
        var map = new TextMap { Step = step > 0 ? step : 2 };
        above = Math.Min(above, firstLine);
        foreach (var entry in value.Entries)
        {
            var line = lines.LineOf(entry.KeyStart);
            var last = lines.LineOf(Math.Max(entry.KeyStart, entry.End - 1));
            map.Items.Add(new TextItem
            {
                Key = entry.Key,
                Leading = [.. lines.Range(above, line)],
                Lines = [lines.From(entry.KeyStart), .. lines.Range(line + 1, last + 1)],
                Indent = lines.ColumnOf(entry.KeyStart),
                Value = entry.Value,
            });
            above = last + 1;
        }

        return map;
    }

    /// <summary>The entries of a map in braces.</summary>
    public TextMap Flow(OutlineNode value)
    {
        var map = new TextMap();
        var end = value.Start + 1;
        foreach (var entry in value.Entries)
        {
            var key = lines.Text[entry.KeyStart..entry.KeyEnd];
            var body = lines.Text[entry.Value.Start..entry.Value.End];
            map.Items.Add(new TextItem
            {
                Key = entry.Key,
                Leading = Comments(end, entry.KeyStart),
                Lines = [.. $"{key}:{(body.Length == 0 ? "" : " ")}{body}".Split('\n')],
                IsFlow = true,
                Value = entry.Value,
            });
            end = entry.End;
        }

        map.Trailing.AddRange(Comments(end, value.End));
        return map;
    }

    private (TextItem Entry, TextMap Below) Named(OutlineNode element, string nameKey, List<string> leading)
    {
        if (element.Form is not (OutlineForm.BlockMap or OutlineForm.FlowMap) || element.IsMarked || element.Find(nameKey) is not { } name)
            throw new RewriteException("an entry of the list has no name that is written out", element.Start);
        var below = element.Form == OutlineForm.FlowMap ? Flow(element) : Block(element, lines.LineOf(element.Start), lines.ColumnOf(element.Start) - 2, lines.LineOf(element.Start));
        var named = below.Find(nameKey)!;
        below.Items.Remove(named);
        var key = lines.Text[name.Value.Start..name.Value.End];
        // In a block the rest of the line can only be a comment.
        var comment = named.IsFlow ? (element.Form == OutlineForm.FlowMap ? Comment(element.End) : "") : Comment(name.End);
        var indent = Math.Max(0, lines.ColumnOf(element.Start) - 2);
        var above = named.Leading.Select(line => line.Trim() is { Length: > 0 } remark ? new string(' ', indent) + remark : "");
        return (new TextItem { Key = name.Value.Text, Leading = [.. leading, .. above], Header = $"{key}:{comment}", Indent = indent, Value = element }, below);
    }

    /// <summary>The line below the key, where the comments of the first entry begin.</summary>
    private int FirstLineBelow(TextItem item, OutlineNode value)
    {
        // Lines hold the key and all of the value: the value ends on the last of them.
        var last = lines.LineOf(Math.Max(value.Start, value.End - 1));
        return last - item.Lines.Count + 2;
    }

    private static string RawKey(TextItem item) => item.Lines[0][..KeyLength(item.Lines[0], item.Key)];

    private static int KeyLength(string line, string key) => line[0] is '"' or '\'' ? line.IndexOf(line[0], 1) + 1 : key.Length;

    private string Comment(int index) => lines.From(index) is var rest && rest.TrimStart().StartsWith('#') ? $" {rest.Trim()}" : "";

    private List<string> Comments(int from, int to)
    {
        var all = new List<string>();
        foreach (var line in lines.Text[from..to].Split('\n'))
        {
            if (line.IndexOf('#', StringComparison.Ordinal) is var at and >= 0)
                all.Add(line[at..].TrimEnd());
        }

        return all;
    }
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Orkestra.Katalog.Migration;

/// <summary>Finds where every key and value of a YAML document stands in its text. The text must have been read without a fault.</summary>
internal sealed class Outline
{
    private readonly string _text;
    private readonly Parser _parser;

    private Outline(string text)
    {
        _text = text;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The first document; null when there is none.</summary>
    public static OutlineNode? Of(string text)
    {
        var outline = new Outline(text);
        outline._parser.Consume<StreamStart>();
        if (!outline._parser.TryConsume<DocumentStart>(out _))
            return null;
        return outline.Read();
    }

    private OutlineNode Read()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return new OutlineNode(Index(alias.Start), Index(alias.End), OutlineForm.Alias);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return ReadScalar(scalar);
        if (_parser.TryConsume<SequenceStart>(out var list))
            return ReadList(list);
        return ReadMap(_parser.Consume<MappingStart>());
    }

    private OutlineNode ReadScalar(Scalar scalar)
    {
        var (start, end) = (Index(scalar.Start), Index(scalar.End));
        // A block scalar ends where the next thing begins.
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded or ScalarStyle.Plain)
            end = start + _text.AsSpan(start, Math.Max(0, Math.Min(end, _text.Length) - start)).TrimEnd().Length;
        return new OutlineNode(start, end, OutlineForm.Scalar) { Text = scalar.Value, IsMarked = IsMarked(scalar) };
    }

    private OutlineNode ReadList(SequenceStart start)
    {
        var isFlow = start.Style == SequenceStyle.Flow;
        var items = new List<OutlineEntry>();
        SequenceEnd? end;
        while (!_parser.TryConsume<SequenceEnd>(out end))
        {
            var item = Read();
            items.Add(new OutlineEntry("", item.Start, item.Start, item));
        }

        return Collection(Index(start.Start), isFlow ? BehindBracket(end.Start) : 0, isFlow ? OutlineForm.FlowList : OutlineForm.BlockList, items, IsMarked(start));
    }

    private OutlineNode ReadMap(MappingStart start)
    {
        var isFlow = start.Style == MappingStyle.Flow;
        var entries = new List<OutlineEntry>();
        MappingEnd? end;
        while (!_parser.TryConsume<MappingEnd>(out end))
        {
            var key = Read();
            var value = Read();
            // A value that is not there has its place behind the key.
            entries.Add(new OutlineEntry(key.Text, key.Start, key.End, value.Form == OutlineForm.Scalar && value.End <= value.Start ? value with { Start = key.End, End = key.End } : value));
        }

        return Collection(Index(start.Start), isFlow ? BehindBracket(end.Start) : 0, isFlow ? OutlineForm.FlowMap : OutlineForm.BlockMap, entries, IsMarked(start));
    }

    /// <summary>A block ends with its last entry; what follows are comments and blank lines.</summary>
    private static OutlineNode Collection(int start, int end, OutlineForm form, List<OutlineEntry> entries, bool isMarked) =>
        new(start, Math.Max(end, entries.Count == 0 ? Math.Max(start, end) : entries.Max(entry => entry.End)), form) { Entries = entries, IsMarked = isMarked };

    /// <summary>The parser tells where the closing bracket is.</summary>
    private int BehindBracket(Mark end)
    {
        var index = Index(end);
        return index < _text.Length && _text[index] is '}' or ']' ? index + 1 : index;
    }

    private static bool IsMarked(NodeEvent node) => !node.Anchor.IsEmpty || (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific);

    private static int Index(Mark mark) => (int)mark.Index;
}

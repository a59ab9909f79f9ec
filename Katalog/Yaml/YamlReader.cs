using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Orkestra.Katalog.Yaml;

/// <summary>Reads YAML into nodes. Depth and the number of nodes behind aliases are bounded before they cost anything; a syntax error ends the reading,
/// everything else is reported and read over.</summary>
internal sealed class YamlReader
{
    private const string MergeKey = "<<";
    private const string CoreTags = "tag:yaml.org,2002:";

    private readonly SourceText _source;
    private readonly Findings _findings;
    private readonly Dictionary<string, (Node? Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private readonly Parser _parser;
    private int _nodes;

    private YamlReader(SourceText source, Findings findings)
    {
        _source = source;
        _findings = findings;
        _parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>The documents of a source that are not empty; what is broken is reported, and the documents before it are returned.</summary>
    public static IReadOnlyList<Located> Read(SourceText source, Findings findings)
    {
        var documents = new List<Located>();
        if (System.Text.Encoding.UTF8.GetByteCount(source.Text) > SourceLimits.MaxBytes)
        {
            findings.Error(DiagnosticIds.YamlLimit, new SourcePlace(source.Reference, 1, 1, ""), $"the file is larger than {SourceLimits.MaxBytes / (1024 * 1024)} MiB", "split it into several files");
            return documents;
        }

        var reader = new YamlReader(source, findings);
        try
        {
            reader.ReadDocuments(documents);
        }
        catch (YamlLimitException e)
        {
            findings.Error(DiagnosticIds.YamlLimit, reader.Place(e.Mark), e.Message, "make the file simpler: less nesting, fewer aliases");
        }
        catch (YamlException e)
        {
            findings.Error(DiagnosticIds.YamlSyntax, reader.Place(reader.InText(reader.Fault(e))), $"this is no YAML: {Reason(e)}", "check indentation, quotes and colons here and on the line above");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The parser's own defects on hostile input: still a syntax error of that file to the user.
            findings.Error(DiagnosticIds.YamlSyntax, new SourcePlace(source.Reference, 1, 1, ""), $"this is no YAML: {e.Message}", "check indentation, quotes and colons");
        }

        return documents;
    }

    private static Mark Convert(YamlDotNet.Core.Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column), (int)mark.Index);

    private static string Reason(YamlException e)
    {
        var message = (e.InnerException ?? e).Message;
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return colon < 0 ? message : message[(colon + 3)..];
    }

    /// <summary>Where the fault is. About a tab the parser tells only where the block around it begins.</summary>
    private Mark Fault(YamlException e)
    {
        var line = 1;
        foreach (var text in e.Message.Contains("invalid tab", StringComparison.Ordinal) ? _source.Text.Split('\n') : [])
        {
            var indentation = text.Length - text.AsSpan().TrimStart(" \t").Length;
            if (text.AsSpan(0, indentation).IndexOf('\t') is var tab and >= 0)
                return new Mark(line, tab + 1, 0);
            line++;
        }

        return Convert(e.Start);
    }

    /// <summary>The parser tells of a text that ends too early on the line after the last.</summary>
    private Mark InText(Mark mark)
    {
        var lines = _source.Text.AsSpan().TrimEnd("\r\n");
        var last = lines.Count('\n') + 1;
        return mark.Line <= last ? mark : new Mark(last, lines.Length - lines.LastIndexOf('\n'), lines.Length);
    }

    private SourcePlace Place(Mark mark) => new(_source.Reference, mark.Line, mark.Column, "");

    private void ReadDocuments(List<Located> documents)
    {
        _parser.Consume<StreamStart>();
        while (!_parser.Accept<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            _anchors.Clear();
            var root = ReadNode(YamlPath.Root, 0);
            _parser.Consume<DocumentEnd>();
            if (!root.IsNull)
                documents.Add(new Located(root, YamlPath.Root));
        }
    }

    private Node ReadNode(YamlPath path, int depth)
    {
        var next = _parser.Current ?? throw new YamlException("the text ends too early");
        var start = Convert(next.Start);
        if (depth > SourceLimits.MaxDepth)
            throw new YamlLimitException($"this is nested deeper than {SourceLimits.MaxDepth} levels", start);
        Count(1, start);

        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Follow(alias, start);

        var before = _nodes;
        var anchor = (next as NodeEvent)?.Anchor is { IsEmpty: false } name ? name.Value : null;
        if (anchor is not null)
            _anchors[anchor] = (null, 0);

        Node node;
        if (_parser.TryConsume<Scalar>(out var scalar))
            node = ReadScalar(scalar, path);
        else if (_parser.TryConsume<SequenceStart>(out _))
            node = ReadList(start, path, depth);
        else if (_parser.TryConsume<MappingStart>(out _))
            node = ReadMap(start, path, depth);
        else
            throw new YamlException(next.Start, next.End, "a value was expected");

        if (anchor is not null)
            _anchors[anchor] = (node, _nodes - before + 1);
        return node;
    }

    private void Count(int nodes, Mark at)
    {
        _nodes += nodes;
        if (_nodes > SourceLimits.MaxNodes)
            throw new YamlLimitException($"the file has more than {SourceLimits.MaxNodes} values once its aliases are followed", at);
    }

    private Node Follow(AnchorAlias alias, Mark at)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
            throw new YamlException(alias.Start, alias.End, $"there is no anchor &{alias.Value.Value} before this alias");
        if (anchored.Node is null)
            throw new YamlException(alias.Start, alias.End, $"the anchor &{alias.Value.Value} contains itself");
        Count(anchored.Size, at);
        return anchored.Node;
    }

    private ScalarNode ReadScalar(Scalar scalar, YamlPath path)
    {
        var start = Convert(scalar.Start);
        var form = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => ScalarForm.SingleQuoted,
            ScalarStyle.DoubleQuoted => ScalarForm.DoubleQuoted,
            ScalarStyle.Literal => ScalarForm.Literal,
            ScalarStyle.Folded => ScalarForm.Folded,
            _ => ScalarForm.Plain,
        };
        return new ScalarNode(_source, start, Convert(scalar.End), form, scalar.Value, Value(scalar, form, path));
    }

    private object? Value(Scalar scalar, ScalarForm form, YamlPath path)
    {
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
            return form == ScalarForm.Plain && !scalar.Tag.IsNonSpecific ? CoreSchema.Resolve(scalar.Value) : scalar.Value;

        var resolved = CoreSchema.Resolve(scalar.Value);
        switch (scalar.Tag.Value)
        {
            case CoreTags + "str":
                return scalar.Value;
            case CoreTags + "int" when resolved is long:
            case CoreTags + "bool" when resolved is bool:
            case CoreTags + "float" when resolved is double:
            case CoreTags + "null" when resolved is null:
                return resolved;
            case CoreTags + "float" when resolved is long whole:
                return (double)whole;
            default:
                var place = new SourcePlace(_source.Reference, (int)scalar.Start.Line, (int)scalar.Start.Column, path.ToString());
                _findings.Error(DiagnosticIds.WrongType, place, $"the tag {scalar.Tag.Value} does not fit or is not known", "leave the tag out");
                return scalar.Value;
        }
    }

    private ListNode ReadList(Mark start, YamlPath path, int depth)
    {
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(path.Item(items.Count), depth + 1));
        return new ListNode(_source, start, items);
    }

    private MapNode ReadMap(Mark start, YamlPath path, int depth)
    {
        var entries = new List<MapEntry>();
        var keys = new Dictionary<string, Mark>(StringComparer.Ordinal);
        var merged = new List<MapNode>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var keyNode = ReadNode(path, depth + 1);
            var key = keyNode is ScalarNode scalar ? scalar.Text : "";
            var value = ReadNode(path.Key(key), depth + 1);
            if (keyNode is not ScalarNode keyScalar)
                _findings.Error(DiagnosticIds.WrongType, At(path, keyNode.Start), $"a key must be a text, and this is {keyNode.Description}", "quote the key if it is meant as text");
            else if (string.Equals(key, MergeKey, StringComparison.Ordinal) && keyScalar.Form == ScalarForm.Plain)
                Merge(value, path.Key(key), merged);
            else if (keys.TryAdd(key, keyNode.Start))
                entries.Add(new MapEntry(key, keyNode.Start, value));
            else
                _findings.Error(DiagnosticIds.DuplicateKey, At(path.Key(key), keyNode.Start), $"the key {key} is here twice; the first is on line {keys[key].Line}", "keep one of them");
        }

        foreach (var entry in merged.SelectMany(map => map.Entries))
        {
            if (keys.TryAdd(entry.Key, entry.KeyMark))
                entries.Add(entry);
        }

        return new MapNode(_source, start, entries);
    }

    private void Merge(Node value, YamlPath path, List<MapNode> merged)
    {
        var sources = value is ListNode list ? list.Items : [value];
        foreach (var source in sources)
        {
            if (source is MapNode map)
                merged.Add(map);
            else
                _findings.Error(DiagnosticIds.WrongType, At(path, source.Start), $"<< takes maps, and this is {source.Description}", "refer to a map: <<: *anchor");
        }
    }

    private SourcePlace At(YamlPath path, Mark mark) => new(_source.Reference, mark.Line, mark.Column, path.ToString());
}

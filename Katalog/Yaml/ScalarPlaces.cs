namespace Orkestra.Katalog.Yaml;

/// <summary>Finds the place in the file of a position inside the text of a scalar, through quotes, escapes and indentation. Where that cannot be told
/// (folded and multi-line flow scalars) it is the start of the scalar.</summary>
internal static class ScalarPlaces
{
    public static Mark Of(ScalarNode scalar, int offset)
    {
        var raw = scalar.Source.Text;
        var start = scalar.Start;
        var end = Math.Min(scalar.End.Index, raw.Length);
        if (start.Index < 0 || start.Index >= end || offset < 0)
            return start;

        return scalar.Form switch
        {
            ScalarForm.Literal => InLiteral(scalar, raw.AsSpan(start.Index, end - start.Index), offset),
            ScalarForm.Folded => start,
            _ => InFlow(scalar, raw.AsSpan(start.Index, end - start.Index), offset),
        };
    }

    private static Mark InFlow(ScalarNode scalar, ReadOnlySpan<char> raw, int offset)
    {
        var start = scalar.Start;
        if (raw.ContainsAny('\n', '\r'))
            return start;

        var at = scalar.Form == ScalarForm.Plain ? 0 : 1;
        for (var decoded = 0; decoded < offset && at < raw.Length;)
        {
            var (units, length) = Unit(scalar.Form, raw[at..]);
            decoded += units;
            at += length;
        }

        at = Math.Min(at, raw.Length - 1);
        return new Mark(start.Line, start.Column + at, start.Index + at);
    }

    /// <summary>How many UTF-16 units of text the next piece of source makes, and how long it is.</summary>
    private static (int Units, int Length) Unit(ScalarForm form, ReadOnlySpan<char> raw) => form switch
    {
        ScalarForm.SingleQuoted when raw.StartsWith("''") => (1, 2),
        ScalarForm.DoubleQuoted when raw.Length > 1 && raw[0] == '\\' => raw[1] switch
        {
            'x' => (1, 4),
            'u' => (1, 6),
            'U' => (raw.Length >= 10 && raw[2..6] is "0000" ? 1 : 2, 10),
            _ => (1, 2),
        },
        _ => (1, 1),
    };

    private static Mark InLiteral(ScalarNode scalar, ReadOnlySpan<char> raw, int offset)
    {
        var text = scalar.Text;
        var line = 0;
        var lineStart = 0;
        for (var i = 0; i < offset && i < text.Length; i++)
        {
            if (text[i] != '\n')
                continue;
            line++;
            lineStart = i + 1;
        }

        // The line below the "|" is the first of the text; its indentation is what the text does not have.
        var rest = raw;
        for (var skipped = 0; skipped <= line; skipped++)
        {
            var next = rest.IndexOf('\n');
            if (next < 0)
                return scalar.Start;
            rest = rest[(next + 1)..];
        }

        var stop = text.IndexOf('\n', lineStart);
        var content = text.AsSpan(lineStart, (stop < 0 ? text.Length : stop) - lineStart);
        var sourceLine = rest.IndexOf('\n') is var newline and >= 0 ? rest[..newline] : rest;
        var indent = sourceLine.IndexOf(content);
        if (indent < 0)
            return scalar.Start;
        var column = indent + 1 + (offset - lineStart);
        return new Mark(scalar.Start.Line + 1 + line, column, scalar.Start.Index);
    }
}

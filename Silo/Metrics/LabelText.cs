using System.Globalization;
using System.Text;

namespace Orkestra.Silo.Metrics;

/// <summary>
/// The label part of a series: <c>crd="demo/v1/Website",result="done"</c>. Names are in ordinal order, so that the same labels are the same
/// text however an instrument was given them. Written into a buffer of the caller, because every measurement needs one.
/// </summary>
internal ref struct LabelText
{
    private readonly Span<char> _buffer;
    private int _length;

    private LabelText(Span<char> buffer) => _buffer = buffer;

    /// <summary>Writes the labels; false when the buffer is too small.</summary>
    public static bool TryWrite(ReadOnlySpan<KeyValuePair<string, object?>> tags, Span<char> buffer, out int length)
    {
        var text = new LabelText(buffer);
        var complete = true;
        string? previous = null;
        for (var i = 0; i < tags.Length && complete; i++)
        {
            if (!TryNext(tags, previous, out var tag))
                break;
            complete = text.Append(tag, first: i == 0);
            previous = tag.Key;
        }

        length = text._length;
        return complete;
    }

    /// <summary>A metric or label name as Prometheus allows it: what is not a letter, digit or underscore becomes an underscore.</summary>
    public static string Name(string name)
    {
        if (IsName(name))
            return name;
        var text = new StringBuilder(name.Length + 1);
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            text.Append('_');
        foreach (var c in name)
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return text.ToString();
    }

    private static bool IsName(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }

        return true;
    }

    private static bool TryNext(ReadOnlySpan<KeyValuePair<string, object?>> tags, string? after, out KeyValuePair<string, object?> next)
    {
        next = default;
        var found = false;
        foreach (var tag in tags)
        {
            if (after is not null && string.CompareOrdinal(tag.Key, after) <= 0)
                continue;
            if (!found || string.CompareOrdinal(tag.Key, next.Key) < 0)
                (next, found) = (tag, true);
        }

        return found;
    }

    private bool Append(KeyValuePair<string, object?> tag, bool first) =>
        (first || Append(","))
        && Append(Name(tag.Key))
        && Append("=\"")
        && AppendEscaped(tag.Value as string ?? Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")
        && Append("\"");

    private bool AppendEscaped(string value)
    {
        foreach (var c in value)
        {
            var written = c switch
            {
                '\\' => Append("\\\\"),
                '"' => Append("\\\""),
                '\n' => Append("\\n"),
                _ => Append([c]),
            };
            if (!written)
                return false;
        }

        return true;
    }

    private bool Append(scoped ReadOnlySpan<char> text)
    {
        if (!text.TryCopyTo(_buffer[_length..]))
            return false;
        _length += text.Length;
        return true;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Conditions;

/// <summary>A dot path: <c>spec.items[0].name</c>, <c>spec.items.0.name</c>, <c>metadata.labels["a.b/c"]</c>. What follows metadata.labels or
/// metadata.annotations is one key, dots and all.</summary>
public sealed class FieldPath
{
    private FieldPath(ImmutableArray<string> keys) => Keys = keys;

    /// <summary>The keys from the root; an index is its digits.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>Parses a path; null, the reason and its offset if the text is none.</summary>
    public static FieldPath? Parse(string text, out string error, out int offset)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = ImmutableArray.CreateBuilder<string>();
        (error, offset) = (string.Empty, text.StartsWith('.') && text.Length > 1 ? 1 : 0);
        while (true)
        {
            if (EndsInFreeKey(keys) && offset < text.Length && text[offset] is not ('"' or '[' or '\''))
            {
                keys.Add(text[offset..]);
                return new FieldPath(keys.ToImmutable());
            }

            var key = Key(text, ref offset, out error);
            if (key is null)
                return null;
            keys.Add(key);
            if (offset == text.Length)
                return new FieldPath(keys.ToImmutable());
            if (text[offset] == '.')
            {
                offset++;
            }
            else if (text[offset] != '[')
            {
                error = $"unexpected '{text[offset]}'";
                return null;
            }
        }
    }

    /// <summary>The value at the path, normalised; null as soon as something is missing.</summary>
    public object? Find(TemplateScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        object? value = scope;
        foreach (var key in Keys)
        {
            value = value is JsonArray list
                ? int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? TemplateValue.Normalize(list[index]) : null
                : Fields.Find(value, key);
            if (value is null)
                return null;
        }

        return value is TemplateScope ? null : value;
    }

    /// <summary>The keys with dots between.</summary>
    public override string ToString() => string.Join('.', Keys);

    private static bool EndsInFreeKey(ImmutableArray<string>.Builder keys) => keys.Count > 1 && keys[^2] is "metadata" && keys[^1] is "labels" or "annotations";

    private static string? Key(string text, ref int offset, out string error)
    {
        error = string.Empty;
        if (offset < text.Length && text[offset] == '[')
            return Bracket(text, ref offset, out error);
        if (offset < text.Length && text[offset] is '"' or '\'')
            return Quoted(text, ref offset, out error);
        var start = offset;
        while (offset < text.Length && text[offset] is not ('.' or '[' or ']' or '"' or '\'') && !char.IsWhiteSpace(text[offset]))
            offset++;
        if (offset > start)
            return text[start..offset];
        error = offset < text.Length ? $"unexpected '{text[offset]}'" : "a key is missing at the end";
        return null;
    }

    private static string? Bracket(string text, ref int offset, out string error)
    {
        offset++;
        error = string.Empty;
        string? key;
        if (offset < text.Length && text[offset] is '"' or '\'')
        {
            key = Quoted(text, ref offset, out error);
        }
        else
        {
            var close = text.IndexOf(']', offset);
            key = close < 0 ? null : text[offset..close];
            if (key is null || !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                error = "brackets hold an index from 0 or a quoted key";
                return null;
            }

            offset = close;
        }

        if (key is null)
            return null;
        if (offset >= text.Length || text[offset] != ']')
        {
            error = "] is missing";
            return null;
        }

        offset++;
        return key;
    }

    private static string? Quoted(string text, ref int offset, out string error)
    {
        var quote = text[offset];
        var start = offset;
        var key = new StringBuilder();
        error = string.Empty;
        for (offset++; offset < text.Length; offset++)
        {
            if (text[offset] == '\\' && offset + 1 < text.Length)
                offset++;
            else if (text[offset] == quote)
                break;
            key.Append(text[offset]);
        }

        if (offset < text.Length)
        {
            offset++;
            return key.ToString();
        }

        (offset, error) = (start, "the quote is not closed");
        return null;
    }
}

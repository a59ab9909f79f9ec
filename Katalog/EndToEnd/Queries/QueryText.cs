using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>Reads the text of a query from left to right.</summary>
/// <param name="text">The query.</param>
internal sealed class QueryText(string text)
{
    /// <summary>No query of a person is nested deeper.</summary>
    private const int MaxDepth = 50;

    private int _depth;

    public int Position { get; private set; }

    public bool IsAtEnd => Position >= text.Length;

    public char Current => IsAtEnd ? '\0' : text[Position];

    public char Next => Position + 1 < text.Length ? text[Position + 1] : '\0';

    public void SkipSpaces()
    {
        while (char.IsWhiteSpace(Current))
            Position++;
    }

    /// <summary>Whether this comes next; then it is behind us.</summary>
    public bool Take(string expected)
    {
        if (!text.AsSpan(Position).StartsWith(expected, StringComparison.Ordinal))
            return false;
        Position += expected.Length;
        return true;
    }

    /// <summary>The same for a word, which must end there.</summary>
    public bool TakeWord(string word)
    {
        if (!text.AsSpan(Position).StartsWith(word, StringComparison.Ordinal) || (Position + word.Length < text.Length && IsNamePart(text[Position + word.Length])))
            return false;
        Position += word.Length;
        return true;
    }

    public void Expect(string expected)
    {
        SkipSpaces();
        if (!Take(expected))
            throw Refuse($"{expected} is missing");
    }

    public char Read() => text[Position++];

    /// <summary>Letters, digits and what <paramref name="also"/> takes; empty where there are none.</summary>
    public string ReadName(Func<char, bool> also)
    {
        var start = Position;
        while (!IsAtEnd && (IsNamePart(Current) || also(Current)))
            Position++;
        return text[start..Position];
    }

    /// <summary>A text in quotes, with the escapes of JSON in double ones.</summary>
    public string ReadQuoted()
    {
        var quote = Read();
        var start = Position - 1;
        var content = new StringBuilder();
        while (!IsAtEnd && Current != quote)
        {
            if (Current == '\\' && Next == '(')
                throw Refuse("templates in texts, \\(…), are not supported");
            if (Current == '\\')
                content.Append(Read());
            content.Append(IsAtEnd ? throw Refuse("the quote is not closed") : Read());
        }

        if (IsAtEnd)
            throw Refuse("the quote is not closed");
        Position++;
        if (quote == '\'')
            return content.ToString().Replace("\\'", "'", StringComparison.Ordinal);
        try
        {
            return (string?)JsonNode.Parse(text[start..Position]) ?? "";
        }
        catch (JsonException)
        {
            throw Refuse("the text in quotes is none of JSON");
        }
    }

    /// <summary>A whole number; null where none stands.</summary>
    public long? ReadWhole()
    {
        var start = Position;
        if (Current == '-')
            Position++;
        while (char.IsAsciiDigit(Current))
            Position++;
        if (long.TryParse(text.AsSpan(start, Position - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Position = start;
        return null;
    }

    /// <summary>A number as JSON writes it; null where none stands.</summary>
    public JsonNode? ReadNumber()
    {
        var start = Position;
        while (char.IsAsciiDigit(Current) || Current is '-' or '+' or '.' or 'e' or 'E')
            Position++;
        if (decimal.TryParse(text.AsSpan(start, Position - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(number);
        Position = start;
        return null;
    }

    /// <summary>Reads something that can hold itself.</summary>
    public T Nested<T>(Func<T> read)
    {
        if (++_depth > MaxDepth)
            throw Refuse("nested too deeply");
        var result = read();
        _depth--;
        return result;
    }

    public QuerySyntaxException Refuse(string message) => new($"{message}, at character {(Position + 1).ToString(CultureInfo.InvariantCulture)} of {text}");

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

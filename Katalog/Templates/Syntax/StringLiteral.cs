using System.Text;

namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>Go's quoted strings and character constants with their escapes. Octal and \x escapes are bytes of UTF-8.</summary>
internal static class StringLiteral
{
    /// <summary>The content of a "…" literal; null if an escape is wrong.</summary>
    public static string? Unquote(string literal) => Decode(literal.AsSpan(1, literal.Length - 2), '"', out _);

    /// <summary>The code point of a '…' literal; null if it is not exactly one.</summary>
    public static long? UnquoteCharacter(string literal)
    {
        var inner = literal.AsSpan(1, literal.Length - 2);
        var text = Decode(inner, '\'', out var single);
        if (text is null)
            return null;
        if (single is not null)
            return single;
        return Rune.DecodeFromUtf16(text, out var rune, out var width) == System.Buffers.OperationStatus.Done && width == text.Length ? rune.Value : null;
    }

    private static string? Decode(ReadOnlySpan<char> body, char quote, out long? singleByte)
    {
        singleByte = null;
        var bytes = new List<byte>(body.Length);
        Span<byte> utf8 = stackalloc byte[4];
        while (!body.IsEmpty)
        {
            if (body[0] != '\\')
            {
                _ = Rune.DecodeFromUtf16(body, out var rune, out var width);
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                body = body[width..];
                continue;
            }

            if (body.Length < 2 || !TryEscape(body[1..], quote, out var value, out var length, out var isByte))
                return null;
            if (isByte)
            {
                bytes.Add((byte)value);
                singleByte = bytes.Count == 1 && body.Length == length + 1 ? value : null;
            }
            else
            {
                bytes.AddRange(utf8[..new Rune(value).EncodeToUtf8(utf8)]);
            }

            body = body[(length + 1)..];
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static bool TryEscape(ReadOnlySpan<char> escape, char quote, out int value, out int length, out bool isByte)
    {
        length = 1;
        isByte = false;
        value = escape[0] switch { 'a' => 7, 'b' => 8, 'f' => 12, 'n' => 10, 'r' => 13, 't' => 9, 'v' => 11, '\\' => '\\', var c when c == quote => quote, _ => -1 };
        if (value >= 0)
            return true;
        var (digits, radix) = escape[0] switch { 'x' => (2, 16), 'u' => (4, 16), 'U' => (8, 16), >= '0' and <= '7' => (3, 8), _ => (0, 0) };
        var start = radix == 8 ? 0 : 1;
        length = start + digits;
        if (digits == 0 || escape.Length < length)
            return false;
        long number = 0;
        foreach (var c in escape[start..length])
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            if (digit >= radix)
                return false;
            number = (number * radix) + digit;
        }

        isByte = digits is 2 or 3;
        if (isByte ? number > 255 : number > 0x10FFFF || !Rune.IsValid((int)number))
            return false;
        value = (int)number;
        return true;
    }
}

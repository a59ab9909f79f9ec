using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Orkestra.Katalog.Conditions;

/// <summary>Character classes and escapes of RE2: \d, \w and \s are ASCII, [[:alpha:]] and \p{L} work, \x{10FFFF} too.</summary>
internal sealed class Re2Class(string pattern)
{
    private const string Digits = "0-9";
    private const string Words = "0-9A-Za-z_";
    private const string Spaces = @"\t\n\f\r\ ";

    private static readonly FrozenDictionary<string, string> Posix = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t\ ",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["digit"] = Digits,
        ["graph"] = @"\x21-\x7E",
        ["lower"] = "a-z",
        ["print"] = @"\x20-\x7E",
        ["punct"] = @"\x21-\x2F\x3A-\x40\x5B-\x60\x7B-\x7E",
        ["space"] = @"\t\n\v\f\r\ ",
        ["upper"] = "A-Z",
        ["word"] = Words,
        ["xdigit"] = "0-9A-Fa-f",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The class that starts at the position, which moves behind it.</summary>
    public string Translate(ref int position)
    {
        var output = new StringBuilder("[");
        position++;
        if (Here(position) == '^')
        {
            output.Append('^');
            position++;
        }

        for (var first = true; first || Here(position) != ']'; first = false)
        {
            if (position >= pattern.Length)
                throw new Re2SyntaxException("missing closing ]");
            output.Append(Item(ref position));
        }

        position++;
        return output.Append(']').ToString();
    }

    /// <summary>A character as .NET wants it, in and outside of classes.</summary>
    public static string Character(int code) => code switch
    {
        < 0x80 when char.IsAsciiLetterOrDigit((char)code) || code == '_' => ((char)code).ToString(),
        < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{code:X4}"),
        _ => "(?:" + string.Concat(char.ConvertFromUtf32(code).Select(static unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"))) + ")",
    };

    /// <summary>The escape at the position, which moves behind it.</summary>
    public static string Escape(string pattern, ref int position, bool insideClass)
    {
        var c = position + 1 < pattern.Length ? pattern[position + 1] : throw new Re2SyntaxException("trailing backslash");
        position += 2;
        return c switch
        {
            'd' => insideClass ? Digits : $"[{Digits}]",
            'w' => insideClass ? Words : $"[{Words}]",
            's' => insideClass ? Spaces : $"[{Spaces}]",
            'D' => insideClass ? @"\x00-\x2F\x3A-\uFFFF" : $"[^{Digits}]",
            'W' => insideClass ? @"\x00-\x2F\x3A-\x40\x5B-\x5E\x60\x7B-\uFFFF" : $"[^{Words}]",
            'S' => insideClass ? @"\x00-\x08\x0B\x0E-\x1F\x21-\uFFFF" : $"[^{Spaces}]",
            'p' or 'P' => Property(pattern, ref position, c == 'P'),
            _ => CharacterEscape(pattern, ref position, insideClass),
        };
    }

    private string Item(ref int position)
    {
        if (pattern.AsSpan(position).StartsWith("[:", StringComparison.Ordinal) && pattern.IndexOf(":]", position, StringComparison.Ordinal) is var end && end > 0)
        {
            var name = pattern[(position + 2)..end];
            position = end + 2;
            return Posix.TryGetValue(name, out var set) ? set : throw new Re2SyntaxException($"invalid character class range [:{name}:]");
        }

        if (Here(position) == '\\' && Here(position + 1) is 'd' or 'w' or 's' or 'D' or 'W' or 'S' or 'p' or 'P')
            return Escape(pattern, ref position, insideClass: true);
        var low = One(ref position);
        if (Here(position) != '-' || Here(position + 1) is ']' or '\0')
            return Range(low, low);
        position++;
        var high = One(ref position);
        return high < low ? throw new Re2SyntaxException("invalid character class range") : Range(low, high);
    }

    private static string Range(int low, int high)
    {
        if (high > 0xFFFF)
            throw new Re2SyntaxException("characters above U+FFFF are not supported in classes");
        return low == high ? Character(low) : Character(low) + "-" + Character(high);
    }

    private int One(ref int position)
    {
        if (Here(position) == '\\')
        {
            position++;
            return Code(pattern, ref position);
        }

        _ = Rune.DecodeFromUtf16(pattern.AsSpan(position), out var rune, out var width);
        position += width;
        return rune.Value;
    }

    private static string CharacterEscape(string pattern, ref int position, bool insideClass)
    {
        position--;
        var code = Code(pattern, ref position);
        return insideClass ? Range(code, code) : Character(code);
    }

    /// <summary>The character whose escape, without the backslash, is at the position.</summary>
    private static int Code(string pattern, ref int position)
    {
        if (position >= pattern.Length)
            throw new Re2SyntaxException("trailing backslash");
        var c = pattern[position++];
        switch (c)
        {
            case 'a':
                return 7;
            case 'f':
                return 12;
            case 't':
                return 9;
            case 'n':
                return 10;
            case 'r':
                return 13;
            case 'v':
                return 11;
            case 'x':
                return Hexadecimal(pattern, ref position);
            case '0' or (>= '1' and <= '7') when c == '0' || (position < pattern.Length && pattern[position] is >= '0' and <= '7'):
                return Octal(pattern, ref position);
            default:
                return c < 0x80 && !char.IsAsciiLetterOrDigit(c) ? c : throw new Re2SyntaxException($"invalid escape sequence \\{c}");
        }
    }

    private static int Octal(string pattern, ref int position)
    {
        var code = pattern[position - 1] - '0';
        for (var digits = 1; digits < 3 && position < pattern.Length && pattern[position] is >= '0' and <= '7'; digits++)
            code = (code * 8) + (pattern[position++] - '0');
        return code;
    }

    private static int Hexadecimal(string pattern, ref int position)
    {
        var braces = position < pattern.Length && pattern[position] == '{';
        var end = braces ? pattern.IndexOf('}', position) : Math.Min(position + 2, pattern.Length);
        var digits = end < 0 ? string.Empty : pattern[(braces ? position + 1 : position)..end];
        if ((!braces && digits.Length != 2) || digits.Length > 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
            throw new Re2SyntaxException("invalid escape sequence \\x");
        position = braces ? end + 1 : end;
        return code;
    }

    private static string Property(string pattern, ref int position, bool negative)
    {
        var braces = position < pattern.Length && pattern[position] == '{';
        var end = braces ? pattern.IndexOf('}', position) : position + 1;
        if (end < 0 || end > pattern.Length)
            throw new Re2SyntaxException("invalid character class range \\p");
        var name = braces ? pattern[(position + 1)..end] : pattern[position..end];
        position = braces ? end + 1 : end;
        negative ^= name.StartsWith('^');
        name = name.TrimStart('^');
        return name.Length is 1 or 2 && char.IsAsciiLetterUpper(name[0])
            ? $"\\{(negative ? 'P' : 'p')}{{{name}}}"
            : throw new Re2SyntaxException($"the class \\p{{{name}}} is not supported; use a general category such as \\p{{L}}");
    }

    private char Here(int position) => position < pattern.Length ? pattern[position] : '\0';
}

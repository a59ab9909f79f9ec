using System.Globalization;
using System.Text;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>Go's strconv.Quote and QuoteRune.</summary>
internal static class GoQuote
{
    public static string Text(string text, bool asciiOnly)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
            AppendEscaped(quoted, rune, '"', asciiOnly);
        return quoted.Append('"').ToString();
    }

    public static string Character(long code, bool asciiOnly)
    {
        var rune = code is >= 0 and <= 0x10FFFF && Rune.IsValid((int)code) ? new Rune((int)code) : Rune.ReplacementChar;
        var quoted = new StringBuilder().Append('\'');
        AppendEscaped(quoted, rune, '\'', asciiOnly);
        return quoted.Append('\'').ToString();
    }

    /// <summary>Whether the text can stand between backquotes unchanged.</summary>
    public static bool FitsBackquotes(string text) => text.EnumerateRunes().All(static rune => rune.Value == '\t' || (rune.Value is not ('`' or 0x7F or 0xFEFF or 0xFFFD) && rune.Value >= ' '));

    /// <summary>Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void AppendEscaped(StringBuilder quoted, Rune rune, char quote, bool asciiOnly)
    {
        if (rune.Value == quote || rune.Value == '\\')
            quoted.Append('\\').Append((char)rune.Value);
        else if (rune.IsAscii ? rune.Value is >= ' ' and < 0x7F : !asciiOnly && IsPrintable(rune))
            quoted.Append(rune.ToString());
        else
            quoted.Append(Escape(rune.Value));
    }

    private static string Escape(int code) => code switch
    {
        7 => "\\a",
        8 => "\\b",
        12 => "\\f",
        10 => "\\n",
        13 => "\\r",
        9 => "\\t",
        11 => "\\v",
        < ' ' or 0x7F => string.Create(CultureInfo.InvariantCulture, $"\\x{code:x2}"),
        < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{code:x4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{code:x8}"),
    };
}

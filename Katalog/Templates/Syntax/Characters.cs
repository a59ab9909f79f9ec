using System.Globalization;
using System.Text;

namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>The kinds of characters that the grammar tells apart.</summary>
internal static class Characters
{
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    /// <summary>A letter, a digit or _; and how many UTF-16 units it has.</summary>
    public static bool IsAlphanumeric(string text, int position, out int width)
    {
        width = 1;
        if (position >= text.Length)
            return false;
        if (text[position] == '_' || char.IsAsciiLetterOrDigit(text[position]))
            return true;
        if (Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out width) != System.Buffers.OperationStatus.Done)
            return false;
        return Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
    }

    /// <summary>As messages show a character: U+002D '-'.</summary>
    public static string Describe(string text, int position)
    {
        _ = Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out _);
        return rune.Value < ' ' ? $"U+{rune.Value:X4}" : $"U+{rune.Value:X4} '{rune}'";
    }
}

namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>Finds where a number ends; whether it is one says <see cref="NumberLiteral"/>.</summary>
internal static class NumberScanner
{
    private const string Decimal = "0123456789_";
    private const string Hexadecimal = "0123456789abcdefABCDEF_";
    private const string Octal = "01234567_";
    private const string Binary = "01_";

    /// <summary>Moves the position behind the number; false if a letter or digit follows that cannot belong to it.</summary>
    public static bool Scan(string text, ref int position)
    {
        Accept(text, ref position, "+-");
        var digits = Decimal;
        if (Accept(text, ref position, "0"))
        {
            if (Accept(text, ref position, "xX"))
                digits = Hexadecimal;
            else if (Accept(text, ref position, "oO"))
                digits = Octal;
            else if (Accept(text, ref position, "bB"))
                digits = Binary;
        }

        AcceptRun(text, ref position, digits);
        if (Accept(text, ref position, "."))
            AcceptRun(text, ref position, digits);
        if (Accept(text, ref position, digits switch { Decimal => "eE", Hexadecimal => "pP", _ => string.Empty }))
        {
            Accept(text, ref position, "+-");
            AcceptRun(text, ref position, Decimal);
        }

        Accept(text, ref position, "i");
        if (!Characters.IsAlphanumeric(text, position, out var width))
            return true;
        position += width;
        return false;
    }

    private static bool Accept(string text, ref int position, string set)
    {
        if (position >= text.Length || !set.Contains(text[position], StringComparison.Ordinal))
            return false;
        position++;
        return true;
    }

    private static void AcceptRun(string text, ref int position, string set)
    {
        while (Accept(text, ref position, set))
        {
        }
    }
}

using System.Globalization;
using System.Text;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>The bytes of a text as %x and %X print them.</summary>
internal static class ByteText
{
    public static string Hexadecimal(string text, bool upper, FormatFlags flags)
    {
        var bytes = Encoding.UTF8.GetBytes(text).AsSpan();
        if (flags.HasPrecision && flags.Precision < bytes.Length)
            bytes = bytes[..flags.Precision];
        var hex = new StringBuilder(bytes.Length * 2);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0 && flags.Space)
                hex.Append(' ');
            if (flags.Sharp && (flags.Space || i == 0))
                hex.Append(upper ? "0X" : "0x");
            hex.Append(bytes[i].ToString(upper ? "X2" : "x2", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }
}

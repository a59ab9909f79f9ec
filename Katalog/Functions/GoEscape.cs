using System.Globalization;
using System.Text;
using Orkestra.Katalog.Templates.Execution;
using Orkestra.Katalog.Templates.Formatting;

namespace Orkestra.Katalog.Functions;

/// <summary>Go's HTMLEscape, JSEscape and url.QueryEscape.</summary>
internal static class GoEscape
{
    public static string Html(string text, Evaluation evaluation)
    {
        var output = new BoundedText(evaluation);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\0' => output.Append('\uFFFD'),
                '"' => output.Append("&#34;"),
                '\'' => output.Append("&#39;"),
                '&' => output.Append("&amp;"),
                '<' => output.Append("&lt;"),
                '>' => output.Append("&gt;"),
                _ => output.Append(c),
            };
        }

        return output.ToString();
    }

    public static string JavaScript(string text, Evaluation evaluation)
    {
        var output = new BoundedText(evaluation);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\\' or '\'' or '"')
                output.Append('\\').Append((char)rune.Value);
            else if (rune.Value is '<' or '>' or '&' or '=' or < ' ' || (!rune.IsAscii && !GoQuote.IsPrintable(rune)))
                output.Append("\\u").Append(rune.Value.ToString("X4", CultureInfo.InvariantCulture));
            else
                output.Append(rune.ToString());
        }

        return output.ToString();
    }

    public static string UrlQuery(string text, Evaluation evaluation)
    {
        var output = new BoundedText(evaluation);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
                output.Append((char)b);
            else if (b == ' ')
                output.Append('+');
            else
                output.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return output.ToString();
    }
}

using System.Globalization;
using System.Text;

namespace Orkestra.Katalog.Functions;

/// <summary>Go's time layouts: the reference time Mon Jan 2 15:04:05 MST 2006 written the way the result shall look. Always UTC.</summary>
internal static class GoTimeLayout
{
    // Longer words first: each is looked for before those that it starts with.
    private static readonly (string Word, string Format)[] Words =
    [
        ("January", "MMMM"), ("Monday", "dddd"), ("2006", "yyyy"), ("Z07:00", ""), ("-07:00", ""), ("Z0700", ""), ("-0700", ""), ("-07", ""), ("MST", ""),
        ("Jan", "MMM"), ("Mon", "ddd"), ("002", ""), ("01", "MM"), ("02", "dd"), ("_2", ""), ("03", "hh"), ("04", "mm"), ("05", "ss"), ("06", "yy"), ("15", "HH"),
        ("PM", "tt"), ("pm", ""), ("1", "%M"), ("2", "%d"), ("3", "%h"), ("4", "%m"), ("5", "%s"),
    ];

    public static string Format(DateTimeOffset instant, string layout)
    {
        var time = instant.UtcDateTime;
        var text = new StringBuilder(layout.Length + 8);
        for (var i = 0; i < layout.Length;)
        {
            if (Fraction(layout, i) is var digits and > 0)
            {
                AppendFraction(text, time, layout[i], layout[i + 1], digits);
                i += digits + 1;
                continue;
            }

            var word = Array.Find(Words, candidate => string.CompareOrdinal(layout, i, candidate.Word, 0, candidate.Word.Length) == 0);
            if (word.Word is null)
            {
                text.Append(layout[i++]);
                continue;
            }

            text.Append(Render(time, word.Word, word.Format));
            i += word.Word.Length;
        }

        return text.ToString();
    }

    private static string Render(DateTime time, string word, string format) => word switch
    {
        "Z07:00" or "Z0700" => "Z",
        "-07:00" => "+00:00",
        "-0700" => "+0000",
        "-07" => "+00",
        "MST" => "UTC",
        "002" => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        "_2" => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        "pm" => time.Hour < 12 ? "am" : "pm",
        _ => time.ToString(format, CultureInfo.InvariantCulture),
    };

    /// <summary>How many 0 or 9 follow a point or comma that starts a fraction of a second.</summary>
    private static int Fraction(string layout, int at)
    {
        if (layout[at] is not ('.' or ',') || at + 1 >= layout.Length || layout[at + 1] is not ('0' or '9'))
            return 0;
        var end = at + 1;
        while (end < layout.Length && layout[end] == layout[at + 1])
            end++;
        return end < layout.Length && char.IsAsciiDigit(layout[end]) ? 0 : end - at - 1;
    }

    private static void AppendFraction(StringBuilder text, DateTime time, char point, char kind, int digits)
    {
        var fraction = (time.Ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture).PadRight(digits, '0')[..digits];
        if (kind == '9')
            fraction = fraction.TrimEnd('0');
        if (fraction.Length > 0)
            text.Append(point).Append(fraction);
    }
}

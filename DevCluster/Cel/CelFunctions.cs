using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orkestra.DevCluster.Cel;

/// <summary>The functions that are there: the standard ones on texts and collections, and the server's own on texts and lists.</summary>
internal static class CelFunctions
{
    private static readonly string[] Methods =
    [
        "size/0", "startsWith/1", "endsWith/1", "contains/1", "matches/1", "lowerAscii/0", "upperAscii/0", "trim/0", "split/1", "replace/2", "substring/1", "substring/2",
        "indexOf/1", "lastIndexOf/1", "charAt/1", "join/0", "join/1", "find/1", "isSorted/0", "sum/0", "min/0", "max/0",
    ];

    private static readonly string[] Globals = ["size/1", "int/1", "double/1", "string/1", "type/1", "dyn/1", "matches/2"];

    public static bool Knows(string name, bool onValue, int arguments) => (onValue ? Methods : Globals).Contains($"{name}/{arguments}", StringComparer.Ordinal);

    /// <exception cref="CelException">The arguments do not fit.</exception>
    public static object? Call(string name, object?[] arguments) => (name, arguments) switch
    {
        ("size", [string text]) => (long)text.EnumerateRunes().Count(),
        ("size", [var list]) when CelValues.List(list) is { } items => (long)items.Count,
        ("size", [var map]) when CelValues.Keys(map) is { } keys => (long)keys.Count(),
        ("dyn", [var value]) => value,
        ("type", [var value]) => CelType.Of(value),
        ("string", [var value]) => Text(value),
        ("int", [var value]) => Whole(value),
        ("double", [var value]) => Real(value),
        (_, [string text]) => OfText(name, text),
        (_, [string text, string other]) => OfTexts(name, text, other),
        ("substring", [string text, long from]) => Part(text, from, text.EnumerateRunes().Count()),
        ("substring", [string text, long from, long to]) => Part(text, from, to),
        ("charAt", [string text, long at]) => at == text.EnumerateRunes().Count() ? "" : Part(text, at, at + 1),
        ("replace", [string text, string from, string to]) => from.Length == 0 ? throw new CelSyntaxException("replacing an empty text is not supported") : text.Replace(from, to, StringComparison.Ordinal),
        ("join", [var list, .. var rest]) when CelValues.List(list) is { } items && items.All(item => item is string) => string.Join(rest is [string separator] ? separator : "", items),
        ("indexOf", [var list, var item]) when CelValues.List(list) is { } items => (long)Positions(items, item).FirstOrDefault(-1),
        ("lastIndexOf", [var list, var item]) when CelValues.List(list) is { } items => (long)Positions(items, item).LastOrDefault(-1),
        (_, [var list]) when CelValues.List(list) is { } items => OfList(name, items),
        _ => throw new CelException("no such overload"),
    };

    private static string OfText(string name, string text) => name switch
    {
        "lowerAscii" => string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c + 32) : c)),
        "upperAscii" => string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? (char)(c - 32) : c)),
        "trim" => text.Trim(),
        _ => throw new CelException("no such overload"),
    };

    private static object OfTexts(string name, string text, string other) => name switch
    {
        "startsWith" => text.StartsWith(other, StringComparison.Ordinal),
        "endsWith" => text.EndsWith(other, StringComparison.Ordinal),
        "contains" => text.Contains(other, StringComparison.Ordinal),
        "matches" => Pattern(other).IsMatch(text),
        "find" => Pattern(other).Match(text).Value,
        "split" => other.Length == 0 ? text.EnumerateRunes().Select(rune => (object?)rune.ToString()).ToArray() : text.Split(other).Select(part => (object?)part).ToArray(),
        "indexOf" => Position(text, text.IndexOf(other, StringComparison.Ordinal)),
        "lastIndexOf" => Position(text, text.LastIndexOf(other, StringComparison.Ordinal)),
        _ => throw new CelException("no such overload"),
    };

    private static object? OfList(string name, IReadOnlyList<object?> items)
    {
        switch (name)
        {
            case "isSorted":
                return items.Zip(items.Skip(1)).All(pair => Order(pair.First, pair.Second) <= 0);
            case "sum" when items.Count == 0:
                return 0L;
            case "sum":
                return items.Skip(1).Aggregate(items[0], (sum, item) => sum is string ? throw new CelException("no such overload") : CelArithmetic.Apply("+", sum, item));
            case "min" or "max" when items.Count == 0:
                throw new CelException($"{name} called on empty list");
            case "min":
                return items.Aggregate((least, item) => Order(item, least) < 0 ? item : least);
            case "max":
                return items.Aggregate((most, item) => Order(item, most) > 0 ? item : most);
            default:
                throw new CelException("no such overload");
        }
    }

    private static int Order(object? left, object? right) => CelValues.Compare(left, right) ?? throw new CelException("no such overload");

    private static IEnumerable<int> Positions(IReadOnlyList<object?> items, object? item) => Enumerable.Range(0, items.Count).Where(i => CelValues.AreEqual(items[i], item));

    /// <summary>Positions count code points.</summary>
    private static long Position(string text, int at) => at < 0 ? -1 : text[..at].EnumerateRunes().Count();

    private static string Part(string text, long from, long to)
    {
        var runes = text.EnumerateRunes().ToArray();
        if (from < 0 || to > runes.Length || from > to)
            throw new CelException($"index out of range: {(from < 0 || from > runes.Length ? from : to)}");
        return string.Concat(runes[(int)from..(int)to].Select(rune => rune.ToString()));
    }

    /// <summary>Without backtracking, as the server's: no look-around, no back references, linear time.</summary>
    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new CelException($"error parsing regexp: {error.Message}");
        }
    }

    private static string Text(object? value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => real.ToString("G", CultureInfo.InvariantCulture),
        _ => throw new CelException("no such overload"),
    };

    private static long Whole(object? value) => value switch
    {
        long whole => whole,
        double real when Math.Abs(real) < long.MaxValue => (long)real,
        double => throw new CelException("integer overflow"),
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        string => throw new CelException("type conversion error from 'string' to 'int'"),
        _ => throw new CelException("no such overload"),
    };

    private static double Real(object? value) => value switch
    {
        double real => real,
        long whole => whole,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
        string => throw new CelException("type conversion error from 'string' to 'double'"),
        _ => throw new CelException("no such overload"),
    };
}

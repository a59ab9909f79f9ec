using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Texts; the subject comes first.</summary>
internal static class StringFunctions
{
    private const string Ellipsis = "...";

    public static FunctionDomain All() => new FunctionDomain("strings")
        .Add("toLower TEXT → string", "In lower case.", "{{ toLower \"ABC\" }} → abc", static (a, _) => Arg.Text(a[0]).ToLowerInvariant())
        .Add("toUpper TEXT → string", "In upper case.", "{{ toUpper \"abc\" }} → ABC", static (a, _) => Arg.Text(a[0]).ToUpperInvariant())
        .Add("trimSpace TEXT → string", "Without white space at both ends.", "{{ trimSpace \" a \" }} → a", static (a, _) => Arg.Text(a[0]).Trim())
        .Add(
            "trim TEXT CHARACTERS → string",
            "Without any of these characters at both ends.",
            "{{ trim \"/images/\" \"/\" }} → images",
            static (a, _) => Trim(Arg.Text(a[0]), Arg.Text(a[1])))
        .Add(
            "trimPrefix TEXT PREFIX → string",
            "Without the prefix, if it is there.",
            "{{ trimPrefix \"app-web\" \"app-\" }} → web",
            static (a, _) => TrimPrefix(Arg.Text(a[0]), Arg.Text(a[1])))
        .Add(
            "trimSuffix TEXT SUFFIX → string",
            "Without the suffix, if it is there.",
            "{{ trimSuffix \"nginx:latest\" \":latest\" }} → nginx",
            static (a, _) => TrimSuffix(Arg.Text(a[0]), Arg.Text(a[1])))
        .Add(
            "hasPrefix TEXT PREFIX → bool",
            "Whether it starts so.",
            "{{ hasPrefix \"app-web\" \"app-\" }} → true",
            static (a, _) => Arg.Text(a[0]).StartsWith(Arg.Text(a[1]), StringComparison.Ordinal))
        .Add(
            "hasSuffix TEXT SUFFIX → bool",
            "Whether it ends so.",
            "{{ hasSuffix \"app-web\" \"web\" }} → true",
            static (a, _) => Arg.Text(a[0]).EndsWith(Arg.Text(a[1]), StringComparison.Ordinal))
        .Add(
            "contains TEXT PART → bool",
            "Whether the text has the part; for a list, whether it has the element.",
            "{{ contains \"production\" \"prod\" }} → true",
            static (a, _) => Contains(a[0], a[1]))
        .Add(
            "replace TEXT OLD NEW → string",
            "With every OLD replaced by NEW.",
            "{{ replace \"a.b.c\" \".\" \"-\" }} → a-b-c",
            static (a, e) => Replace(Arg.Text(a[0]), Arg.Text(a[1]), Arg.Text(a[2]), e))
        .Add(
            "split TEXT SEPARATOR → slice",
            "The parts between the separators; the characters if the separator is \"\".",
            "{{ index (split \"a,b\" \",\") 0 }} → a",
            static (a, e) => Split(Arg.Text(a[0]), Arg.Text(a[1]), e))
        .Add(
            "join LIST SEPARATOR → string",
            "The elements of a list with a separator between; nil gives \"\".",
            "{{ join (split \"a,b\" \",\") \"-\" }} → a-b",
            static (a, e) => Join(a[0], Arg.Text(a[1]), e))
        .Add("concat [TEXT...] → string", "All texts one after the other.", "{{ concat \"*.\" \"example.com\" }} → *.example.com", static (a, e) => Concat(a, e))
        .Add("repeat TEXT COUNT → string", "The text COUNT times.", "{{ repeat \"ha\" 3 }} → hahaha", static (a, e) => Repeat(Arg.Text(a[0]), a[1], e))
        .Add(
            "truncate TEXT MAX → string",
            "At most MAX characters; a longer text is cut and ends in \"...\".",
            "{{ truncate \"abcdefgh\" 6 }} → abc...",
            static (a, e) => Truncate(Arg.Text(a[0]), a[1], e))
        .Add("camelToKebab TEXT → string", "CamelCase as kebab-case.", "{{ camelToKebab \"myHTTPServer\" }} → my-http-server", static (a, _) => CamelToKebab(Arg.Text(a[0])));

    /// <summary>At most a number of characters, never half a surrogate pair.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    public static string TrimPrefix(string text, string prefix) => prefix.Length > 0 && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    public static string TrimSuffix(string text, string suffix) => suffix.Length > 0 && text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;

    // string.Trim without characters would trim white space.
    private static string Trim(string text, string characters) => characters.Length == 0 ? text : text.Trim(characters.ToCharArray());

    private static bool Contains(object? value, object? part) => value is JsonArray
        ? Lists.Items(value).Any(item => CollectionFunctions.Same(item, part))
        : Arg.Text(value).Contains(Arg.Text(part), StringComparison.Ordinal);

    private static string Replace(string text, string old, string by, Evaluation evaluation)
    {
        if (old.Length == 0)
        {
            evaluation.ChargeText((long)(text.Length + 1) * (by.Length + 1));
            return by + string.Concat(text.EnumerateRunes().Select(rune => rune + by));
        }

        var count = 0L;
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0; at = text.IndexOf(old, at + old.Length, StringComparison.Ordinal))
            count++;
        evaluation.ChargeText(text.Length + (count * (by.Length - old.Length)));
        return text.Replace(old, by, StringComparison.Ordinal);
    }

    private static JsonArray Split(string text, string separator, Evaluation evaluation) =>
        Lists.Of(separator.Length == 0 ? text.EnumerateRunes().Select(static rune => rune.ToString()) : text.Split(separator), evaluation);

    private static string Join(object? value, string separator, Evaluation evaluation)
    {
        if (value is not JsonArray)
            return Arg.Text(value);
        var joined = new Templates.Formatting.BoundedText(evaluation);
        var first = true;
        foreach (var item in Lists.Items(value))
        {
            joined.Append(first ? string.Empty : separator).Append(Arg.TextOrJson(item, evaluation));
            first = false;
        }

        return joined.ToString();
    }

    private static string Concat(object?[] values, Evaluation evaluation)
    {
        var all = new Templates.Formatting.BoundedText(evaluation);
        foreach (var value in values)
            all.Append(Arg.Text(value));
        return all.ToString();
    }

    private static string Repeat(string text, object? times, Evaluation evaluation)
    {
        var count = Arg.Count(times, evaluation.TextLimit);
        evaluation.ChargeText((long)count * text.Length);
        return new StringBuilder().Insert(0, text, count).ToString();
    }

    private static string Truncate(string text, object? length, Evaluation evaluation)
    {
        var max = Arg.Count(length, evaluation.TextLimit);
        if (text.Length <= max)
            return text;
        return max <= Ellipsis.Length ? Cut(text, max) : Cut(text, max - Ellipsis.Length) + Ellipsis;
    }

    private static string CamelToKebab(string text)
    {
        var kebab = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(text[i])
                && (char.IsLower(text[i - 1]) || char.IsDigit(text[i - 1]) || (char.IsUpper(text[i - 1]) && i + 1 < text.Length && char.IsLower(text[i + 1])));
            if (startsWord)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(text[i]));
        }

        return kebab.ToString();
    }
}

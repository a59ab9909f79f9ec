namespace Orkestra.Katalog.Selectors;

/// <summary>Reads selectors as kubectl writes them: <c>tier=web,env in (a, b),!legacy</c>.</summary>
internal static class SelectorText
{
    /// <summary>The requirements, all of which must hold; null when the text is no selector.</summary>
    public static IReadOnlyList<Requirement>? ParseLabels(string text) => Parse(text, ParseLabel);

    /// <summary>Field selectors know <c>=</c>, <c>==</c> and <c>!=</c> only.</summary>
    public static IReadOnlyList<Requirement>? ParseFields(string text) => Parse(text, ParseEquality);

    private static List<Requirement>? Parse(string text, Func<string, Requirement?> parse)
    {
        var all = new List<Requirement>();
        foreach (var part in Split(text))
        {
            if (parse(part.Trim()) is not { } requirement)
                return null;
            all.Add(requirement);
        }

        return all;
    }

    /// <summary>At the commas that are not inside parentheses.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth != 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    private static Requirement? ParseLabel(string part)
    {
        if (part.StartsWith('!'))
            return Key(part[1..].Trim()) is { } absent ? new Requirement(absent, RequirementOperator.Absent, []) : null;

        var words = part.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length >= 2 && words[1].StartsWith("in", StringComparison.Ordinal))
            return ParseSet(words[0], part[(part.IndexOf(" in", StringComparison.Ordinal) + 3)..], RequirementOperator.In);
        if (words.Length >= 2 && words[1].StartsWith("notin", StringComparison.Ordinal))
            return ParseSet(words[0], part[(part.IndexOf(" notin", StringComparison.Ordinal) + 6)..], RequirementOperator.NotIn);
        if (part.Contains('=', StringComparison.Ordinal))
            return ParseEquality(part);
        return Key(part) is { } key ? new Requirement(key, RequirementOperator.Exists, []) : null;
    }

    private static Requirement? ParseSet(string key, string rest, RequirementOperator op)
    {
        var values = rest.Trim();
        if (Key(key) is null || values.Length < 2 || values[0] != '(' || values[^1] != ')')
            return null;
        var all = values[1..^1].Split(',', StringSplitOptions.TrimEntries);
        return all.All(IsValue) ? new Requirement(key, op, all) : null;
    }

    private static Requirement? ParseEquality(string part)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
            return null;
        var negated = part[at - 1] == '!';
        var key = Key(part[..(negated ? at - 1 : at)].Trim());
        var value = part[(at + 1)..].TrimStart('=').Trim();
        return key is null || !IsValue(value) ? null : new Requirement(key, negated ? RequirementOperator.NotIn : RequirementOperator.In, [value]);
    }

    private static string? Key(string text) =>
        text.Length is > 0 and <= 317 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && char.IsAsciiLetterOrDigit(text[0]) ? text : null;

    private static bool IsValue(string text) => text.Length <= 253 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}

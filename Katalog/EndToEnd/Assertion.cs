using System.Globalization;
using System.Text.RegularExpressions;
using Orkestra.Katalog.Conditions;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>Something that must be true of an output. Spaces around the output do not count.</summary>
public sealed record Assertion
{
    private readonly Regex? _pattern;

    internal Assertion(string name, IReadOnlyList<string> values)
    {
        (Operator, Values) = (name, values);
        if (name is "regex" && values is [var pattern])
            _pattern = Re2Pattern.Compile(pattern, out _);
    }

    /// <summary>The key: <c>equals</c>, <c>outputContains</c>, ….</summary>
    public string Operator { get; }

    /// <summary>What it is compared with; one for most operators.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether it is true.</summary>
    /// <param name="output">What was answered; null: nothing is there.</param>
    public bool Holds(string? output)
    {
        var text = (output ?? "").Trim();
        return Operator switch
        {
            "equals" => string.Equals(text, First, StringComparison.Ordinal),
            "notEquals" => !string.Equals(text, First, StringComparison.Ordinal),
            "oneOf" => Choices.Contains(text, StringComparer.Ordinal),
            "notOneOf" => !Choices.Contains(text, StringComparer.Ordinal),
            "outputContains" => Values.All(part => text.Contains(part, StringComparison.Ordinal)),
            "outputNotContains" => !Values.Any(part => text.Contains(part, StringComparison.Ordinal)),
            "regex" => _pattern?.IsMatch(text) ?? false,
            "greaterThan" => Compare(text, First) is > 0,
            "lessThan" => Compare(text, First) is < 0,
            "greaterThanOrEqual" => Compare(text, First) is >= 0,
            "lessThanOrEqual" => Compare(text, First) is <= 0,
            "between" => IsBetween(text) is true,
            "notBetween" => IsBetween(text) is false,
            "exists" => text.Length > 0 == IsAsked,
            "notExists" => text.Length == 0 == IsAsked,
            _ => false,
        };
    }

    /// <summary><c>equals "Ready"</c>.</summary>
    public override string ToString() => Operator is "exists" or "notExists" && IsAsked ? Operator : $"{Operator} {string.Join(", ", Values.Select(static value => $"\"{value}\""))}";

    /// <summary>Why it can never be true or false; null: it can.</summary>
    internal string? Problem() => Operator switch
    {
        "greaterThan" or "lessThan" or "greaterThanOrEqual" or "lessThanOrEqual" when Values is not [var one] || Numbers.Of(one) is null => "it is compared with one number",
        "between" or "notBetween" when Choices is not [var low, var high] || Numbers.Of(low) is not { } from || Numbers.Of(high) is not { } to || from > to => "it takes two numbers, the lower one first",
        "regex" when Values is not [var pattern] || Re2Pattern.Compile(pattern, out _) is null => Values is [var text] ? $"bad regular expression: {ReasonOf(text)}" : "it takes one regular expression",
        "exists" or "notExists" when Values is not [var flag] || !bool.TryParse(flag, out _) => "it is true or false",
        "equals" or "notEquals" when Values.Count != 1 => "it takes one value; oneOf takes several",
        "oneOf" or "notOneOf" or "outputContains" or "outputNotContains" when Values.Count == 0 => "it takes at least one value",
        _ => null,
    };

    private string First => Values.Count > 0 ? Values[0].Trim() : "";

    private bool IsAsked => bool.TryParse(First, out var asked) && asked;

    /// <summary>A list, or the older text with commas.</summary>
    private IReadOnlyList<string> Choices => Values is [var one] && one.Contains(',', StringComparison.Ordinal) ? one.Split(',', StringSplitOptions.TrimEntries) : Values;

    private static string ReasonOf(string pattern)
    {
        Re2Pattern.Compile(pattern, out var error);
        return error;
    }

    private static int? Compare(string text, string with) => Numbers.Of(text) is { } a && Numbers.Of(with) is { } b ? a.CompareTo(b) : null;

    private bool? IsBetween(string text) => Choices is [var low, var high] && Compare(text, low) is { } down && Compare(text, high) is { } up ? down >= 0 && up <= 0 : null;
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Conditions;

/// <summary>An operator with its right side. A left side that is absent is "" for texts, fits no number, and has the type null.</summary>
internal sealed record ConditionTest(ConditionOperator Operator, ConditionOperand Right, ComparisonType Type, Regex? Pattern)
{
    public TemplateReads Reads => Right.Reads(whole: true);

    public bool Holds(object? left, TemplateScope scope) => Test(left, scope) != Operator.Negated;

    private bool Test(object? left, TemplateScope scope)
    {
        var evaluation = new Evaluation(scope);
        try
        {
            return Test(left, Right.Value(scope), evaluation);
        }
        catch (LimitReachedException limit)
        {
            throw new TemplateLimitException(limit.Message, new TemplatePlace(0, 1, 1), limit);
        }
    }

    private bool Test(object? left, object? right, Evaluation evaluation) => Operator.Kind switch
    {
        OperatorKind.Equality => Equal(left, right, evaluation),
        OperatorKind.Contains => Contains(left, Text(right, evaluation), evaluation),
        OperatorKind.Prefix => Text(left, evaluation).StartsWith(Text(right, evaluation), StringComparison.Ordinal),
        OperatorKind.Suffix => Text(left, evaluation).EndsWith(Text(right, evaluation), StringComparison.Ordinal),
        OperatorKind.Regex => (Pattern ?? Compile(Text(right, evaluation))).IsMatch(Text(left, evaluation)),
        OperatorKind.Exists => IsThere(left) == (right is null || Arg.Bool(right)),
        OperatorKind.Greater => Compare(left, right) > 0,
        OperatorKind.Less => Compare(left, right) < 0,
        OperatorKind.GreaterOrEqual => Compare(left, right) >= 0,
        OperatorKind.LessOrEqual => Compare(left, right) <= 0,
        OperatorKind.Between => ListValue.Of(right) is [var low, var high] && Compare(left, low) >= 0 && Compare(left, high) <= 0,
        OperatorKind.In => ListValue.Of(right).Any(item => Equal(left, item, evaluation)),
        OperatorKind.TypeOf => string.Equals(Arg.TypeName(left), TypeNames.Canonical(Text(right, evaluation)), StringComparison.Ordinal),
        OperatorKind.IsType => string.Equals(Arg.TypeName(left), Operator.Type, StringComparison.Ordinal) == (right is null || Arg.Bool(right)),
        _ => false,
    };

    private bool Equal(object? left, object? right, Evaluation evaluation) => Type switch
    {
        ComparisonType.Number => Numbers.Of(left) is { } a && Numbers.Of(right) is { } b && a == b,
        ComparisonType.Bool => Flag(left) is { } x && Flag(right) is { } y && x == y,
        _ => string.Equals(Text(left, evaluation), Text(right, evaluation), StringComparison.Ordinal),
    };

    private static bool? Flag(object? value) => value switch
    {
        null or "" => false,
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        _ => null,
    };

    private static bool Contains(object? left, string part, Evaluation evaluation) => left switch
    {
        JsonArray => Lists.Items(left).Any(item => string.Equals(Text(item, evaluation), part, StringComparison.Ordinal)),
        JsonObject map => map.ContainsKey(part),
        _ => Text(left, evaluation).Contains(part, StringComparison.Ordinal),
    };

    /// <summary>NaN, which is neither above nor below, where either side is no number.</summary>
    private static double Compare(object? left, object? right) => Numbers.Of(left) is { } a && Numbers.Of(right) is { } b ? a.CompareTo(b) : double.NaN;

    private static bool IsThere(object? value) => value is not (null or "" or JsonArray { Count: 0 } or JsonObject { Count: 0 });

    private static string Text(object? value, Evaluation evaluation) => Arg.TextOrJson(value, evaluation);

    private static Regex Compile(string pattern) => Re2Pattern.Compile(pattern, out var error)
        ?? throw new TemplateException(TemplateDiagnostics.Evaluation, $"bad regular expression: {error}", new TemplatePlace(0, 1, 1));
}

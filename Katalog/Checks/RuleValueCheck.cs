using System.Text.Json.Nodes;
using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Katalog.Checks;

/// <summary>Values that rules and conditions compare with, and that mutation rules set: whether a field of this type can have them.</summary>
internal sealed class RuleValueCheck(ResourceSchema schema, Findings findings)
{
    public void Check(WrittenCondition written)
    {
        if (written.Path is not { } path || schema.Find(path).Schema is not { } field)
            return;
        foreach (var (test, value) in written.Tests())
        {
            if (test.Right is not ConstantOperand { Constant: var constant } || Fault(test, constant, field) is not { } fault)
                continue;
            var holds = test.Operator.Negated != written.Condition.Spec.Negate ? "always" : "never";
            findings.Warning(DiagnosticIds.ValueType, value.Place, $"{test.Operator.Name} {holds} holds here: {fault}", $"compare {string.Join('.', path)} with what the CRD lets it be");
        }
    }

    public void Check(MutationRule rule)
    {
        if (schema.Find(rule.Field).Schema is not { } field || ConstantOf(rule) is not { } value || Misfit(value, field) is not { } fault)
            return;
        findings.Warning(DiagnosticIds.ValueType, rule.Value!.Place, $"{string.Join('.', rule.Field)} cannot be {ResourceSchema.AsText(value)}: {fault}", "write a value of its type, or say valueType");
    }

    /// <summary>What a mutation rule sets, where that is known without a custom resource.</summary>
    public static JsonNode? ConstantOf(MutationRule rule)
    {
        if (rule.Value is not Fragments.ConstantFragment constant)
            return null;
        try
        {
            return rule.ValueType is { } type ? StatusValue.Read(constant.Value, type, constant.Place) : Fragments.Values.ToNode(constant.Value);
        }
        catch (Fragments.RenderFaultException)
        {
            return JsonValue.Create(constant.Written);
        }
    }

    private static string? Fault(ConditionTest test, object? value, JsonObject field)
    {
        var type = ResourceSchema.TypeOf(field);
        return test.Operator.Kind switch
        {
            OperatorKind.Greater or OperatorKind.Less or OperatorKind.GreaterOrEqual or OperatorKind.LessOrEqual or OperatorKind.Between =>
                type is "boolean" or "array" or "object" ? $"it compares numbers, and the field is {A(type)}" : null,
            OperatorKind.Prefix or OperatorKind.Suffix or OperatorKind.Regex => type is "boolean" or "array" or "object" ? $"it compares texts, and the field is {A(type)}" : null,
            OperatorKind.Contains => type is "boolean" or "integer" or "number" ? $"the field is {A(type)}, which contains nothing" : null,
            OperatorKind.Equality => Misfit(value, test.Type, field, type),
            OperatorKind.In => ListValue.Of(value).Select(item => Misfit(item, test.Type, field, type)).FirstOrDefault(fault => fault is not null),
            OperatorKind.TypeOf => TypeFault(TypeNames.Canonical(value?.ToString() ?? ""), type),
            OperatorKind.IsType => value is false or "false" ? null : TypeFault(test.Operator.Type!, type),
            _ => null,
        };
    }

    /// <summary>A text is compared with the text of what the field holds.</summary>
    private static string? Misfit(object? value, ComparisonType comparison, JsonObject field, string? type)
    {
        var text = value switch { null => "", bool flag => flag ? "true" : "false", _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)! };
        if (text.Length == 0)
            return null;
        return type switch
        {
            "integer" or "number" when Numbers.Of(value) is null => $"{text} is no number, and the field is {A(type)}",
            "integer" when Numbers.Of(value) is { } number && !double.IsInteger(number) => $"{text} is no whole number, and the field is {A(type)}",
            "boolean" when text is not ("true" or "false") => $"{text} is neither true nor false, and the field is {A(type)}",
            "boolean" when comparison is ComparisonType.Number => $"valueType asks for a number, and the field is {A(type)}",
            "array" or "object" when text[0] is not ('[' or '{') => $"{text} is one value, and the field is {A(type)}",
            _ => ResourceSchema.EnumOf(field) is { } allowed && comparison is ComparisonType.Text && !allowed.Contains(text, StringComparer.Ordinal)
                ? $"{text} is none of {string.Join(", ", allowed)}"
                : null,
        };
    }

    private static string? Misfit(JsonNode value, JsonObject field)
    {
        var type = ResourceSchema.TypeOf(field);
        var fits = type switch
        {
            "string" => value is JsonValue text && text.TryGetValue<string>(out _),
            "integer" => value is JsonValue whole && (whole.TryGetValue<long>(out _) || (whole.TryGetValue<double>(out var real) && double.IsInteger(real))),
            "number" => value is JsonValue number && (number.TryGetValue<double>(out _) || number.TryGetValue<long>(out _)),
            "boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
            "array" => value is JsonArray,
            "object" => value is JsonObject,
            _ => true,
        };
        if (!fits)
            return $"the CRD says that it is {A(type!)}";
        return ResourceSchema.EnumOf(field) is { } allowed && !allowed.Contains(ResourceSchema.AsText(value), StringComparer.Ordinal) ? $"the CRD allows {string.Join(", ", allowed)}" : null;
    }

    private static string? TypeFault(string wanted, string? type)
    {
        var actual = type switch { "integer" or "number" => "number", "boolean" => "bool", "array" => "slice", "object" => "map", _ => type };
        return actual is null || wanted is "null" || string.Equals(wanted, actual, StringComparison.Ordinal) ? null : $"the field is {A(type!)}";
    }

    private static string A(string type) => type switch
    {
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "a truth value",
        "array" => "a list",
        "object" => "a map",
        _ => "a text",
    };
}

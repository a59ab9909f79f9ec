using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Go's comparison of basic values: unlike kinds cannot be compared, nil equals nothing but nil.</summary>
internal static class GoCompare
{
    private const string Incompatible = "incompatible types for comparison";
    private const string Invalid = "invalid type for comparison";

    public static bool EqualsAny(ReadOnlySpan<object?> values)
    {
        foreach (var value in values[1..])
        {
            if (AreEqual(values[0], value))
                return true;
        }

        return false;
    }

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => left is null && right is null,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (long a, long b) => a == b,
        (double a, double b) => a == b,
        (bool a, bool b) => a == b,
        (JsonNode or TemplateScope, JsonNode or TemplateScope) => throw new FunctionException($"non-comparable type {GoTypes.NameOf(left)}"),
        _ => throw new FunctionException(Incompatible),
    };

    public static bool IsLess(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b) < 0,
        (long a, long b) => a < b,
        (double a, double b) => a < b,
        (null or JsonNode or TemplateScope, _) or (_, null or JsonNode or TemplateScope) or (bool, bool) => throw new FunctionException(Invalid),
        _ => throw new FunctionException(Incompatible),
    };
}

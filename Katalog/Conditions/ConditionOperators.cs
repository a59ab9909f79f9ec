namespace Orkestra.Katalog.Conditions;

/// <summary>The names of the operators.</summary>
public static class ConditionOperators
{
    /// <summary>Whether a key of a condition is an operator written short.</summary>
    public static bool IsShorthand(string key) => Shorthands.Contains(key, StringComparer.Ordinal);

    /// <summary>All operators that may be written as keys.</summary>
    public static IReadOnlyList<string> Shorthands { get; } =
    [
        "equals", "notEquals", "contains", "notContains", "prefix", "notPrefix", "suffix", "notSuffix", "regex", "exists", "notExists",
        "gt", "greaterThan", "lt", "lessThan", "gte", "greaterThanOrEqual", "lte", "lessThanOrEqual", "min", "max", "between", "notBetween",
        "in", "notIn", "unique", "typeOf", "typeMap", "typeList", "typeString", "typeNumber", "typeBool", "typeNull",
    ];
}

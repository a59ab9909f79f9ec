using System.Collections.Frozen;
using System.Collections.Immutable;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates.Syntax;

namespace Orkestra.Katalog.Conditions;

/// <summary>The names of the operators.</summary>
public static class ConditionOperators
{
    private static readonly FrozenDictionary<string, ConditionOperator> ByName = ((ConditionOperator[])
    [
        new("equals", OperatorKind.Equality),
        new("notEquals", OperatorKind.Equality, Negated: true),
        new("contains", OperatorKind.Contains),
        new("notContains", OperatorKind.Contains, Negated: true),
        new("prefix", OperatorKind.Prefix),
        new("notPrefix", OperatorKind.Prefix, Negated: true),
        new("suffix", OperatorKind.Suffix),
        new("notSuffix", OperatorKind.Suffix, Negated: true),
        new("regex", OperatorKind.Regex),
        new("exists", OperatorKind.Exists),
        new("notExists", OperatorKind.Exists, Negated: true),
        new("gt", OperatorKind.Greater),
        new("greaterThan", OperatorKind.Greater),
        new("lt", OperatorKind.Less),
        new("lessThan", OperatorKind.Less),
        new("gte", OperatorKind.GreaterOrEqual),
        new("greaterThanOrEqual", OperatorKind.GreaterOrEqual),
        new("min", OperatorKind.GreaterOrEqual),
        new("lte", OperatorKind.LessOrEqual),
        new("lessThanOrEqual", OperatorKind.LessOrEqual),
        new("max", OperatorKind.LessOrEqual),
        new("between", OperatorKind.Between),
        new("notBetween", OperatorKind.Between, Negated: true),
        new("in", OperatorKind.In),
        new("notIn", OperatorKind.In, Negated: true),
        new("unique", OperatorKind.Unique),
        new("typeOf", OperatorKind.TypeOf),
        new("typeMap", OperatorKind.IsType, Type: "map"),
        new("typeList", OperatorKind.IsType, Type: "slice"),
        new("typeString", OperatorKind.IsType, Type: "string"),
        new("typeNumber", OperatorKind.IsType, Type: "number"),
        new("typeBool", OperatorKind.IsType, Type: "bool"),
        new("typeNull", OperatorKind.IsType, Type: "null"),
    ]).ToFrozenDictionary(static known => known.Name, StringComparer.Ordinal);

    /// <summary>All operators; each may also be written as a key with its value.</summary>
    public static ImmutableArray<string> Shorthands => ByName.Keys;

    /// <summary>Whether a key of a condition is an operator written short.</summary>
    public static bool IsShorthand(string key) => ByName.ContainsKey(key);

    /// <summary>The operator that was probably meant; null if none is near.</summary>
    public static string? Nearest(string name) => NearestName.Of(name, ByName.Keys);

    internal static ConditionOperator? Find(string name) => ByName.GetValueOrDefault(name);
}

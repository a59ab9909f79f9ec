namespace Orkestra.Katalog.Conditions;

/// <summary>One operator under one of its names. <paramref name="Type"/> is the type that an IsType operator asks for.</summary>
internal sealed record ConditionOperator(string Name, OperatorKind Kind, bool Negated = false, string? Type = null)
{
    public bool NeedsNumber => Kind is OperatorKind.Greater or OperatorKind.Less or OperatorKind.GreaterOrEqual or OperatorKind.LessOrEqual;

    /// <summary>Operators that are complete without a value: exists, typeMap, …</summary>
    public bool NeedsNoValue => Kind is OperatorKind.Exists or OperatorKind.IsType or OperatorKind.Unique;
}

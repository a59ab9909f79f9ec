namespace Orkestra.DevCluster.Schemas;

/// <summary>One entry of x-kubernetes-validations; Cel/ evaluates it.</summary>
internal sealed record ValidationRule(string Rule, string? Message, string? MessageExpression, string? Reason, string? FieldPath)
{
    /// <summary>oldSelf is an optional value, and the rule is evaluated on creation too.</summary>
    public bool OptionalOldSelf { get; init; }
}

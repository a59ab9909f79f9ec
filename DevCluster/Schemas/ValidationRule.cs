namespace Orkestra.DevCluster.Schemas;

/// <summary>One entry of x-kubernetes-validations: kept and shown, not executed here.</summary>
internal sealed record ValidationRule(string Rule, string? Message, string? MessageExpression, string? Reason, string? FieldPath);

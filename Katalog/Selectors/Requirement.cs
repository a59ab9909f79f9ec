namespace Orkestra.Katalog.Selectors;

/// <summary>What a selector asks of one key.</summary>
/// <param name="Key">The key of a label, or the path of a field.</param>
/// <param name="Operator">What is asked.</param>
/// <param name="Values">For <see cref="RequirementOperator.In"/> and <see cref="RequirementOperator.NotIn"/>.</param>
internal sealed record Requirement(string Key, RequirementOperator Operator, IReadOnlyList<string> Values)
{
    /// <summary>Whether the value satisfies it; null: the object has no such key. What is not there is in no list.</summary>
    public bool Holds(string? value) => Operator switch
    {
        RequirementOperator.In => value is not null && Values.Contains(value, StringComparer.Ordinal),
        RequirementOperator.NotIn => value is null || !Values.Contains(value, StringComparer.Ordinal),
        RequirementOperator.Exists => value is not null,
        _ => value is null,
    };

    /// <summary>Whether no object can satisfy both.</summary>
    public bool Excludes(Requirement other)
    {
        if (!string.Equals(Key, other.Key, StringComparison.Ordinal))
            return false;
        return (Operator, other.Operator) switch
        {
            (RequirementOperator.In, RequirementOperator.In) => !Values.Intersect(other.Values, StringComparer.Ordinal).Any(),
            (RequirementOperator.In, RequirementOperator.NotIn) => Values.All(value => other.Values.Contains(value, StringComparer.Ordinal)),
            (RequirementOperator.NotIn, RequirementOperator.In) => other.Excludes(this),
            (RequirementOperator.In or RequirementOperator.Exists, RequirementOperator.Absent) => true,
            (RequirementOperator.Absent, RequirementOperator.In or RequirementOperator.Exists) => true,
            _ => false,
        };
    }
}

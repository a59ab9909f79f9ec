using Orkestra.Katalog.Conditions;

namespace Orkestra.Katalog.Enrichment;

/// <summary>One target of an entry's <c>enrich</c>.</summary>
/// <param name="Name">Its word in the format, not one of the other words for it.</param>
public sealed record EnrichDefinition(string Name)
{
    /// <summary>The kinds that are watched for it.</summary>
    public IReadOnlyList<RelatedKind> Kinds => Target.Kinds;

    internal EnrichTarget Target => EnrichTargets.Find(Name)!;

    /// <summary>While this holds.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}

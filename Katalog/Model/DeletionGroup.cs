using Orkestra.Katalog.Conditions;

namespace Orkestra.Katalog.Model;

/// <summary>Children that are deleted at the same time.</summary>
public sealed record DeletionGroup
{
    /// <summary>For people; without a name its position: <c>group 1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Kinds and names of the children; they have no other fields.</summary>
    public IReadOnlyList<ResourceEntry> Members { get; init; } = [];

    /// <summary>The group waits until this holds.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}

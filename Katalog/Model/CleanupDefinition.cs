using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Model;

/// <summary>When a custom resource is deleted by itself.</summary>
public sealed record CleanupDefinition
{
    /// <summary>How long the conditions must have held; without conditions the age of the custom resource. Null: at once when they hold.</summary>
    public TimeSpan? DeleteAfter { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>True: it waits for conditions; false: for the age of the custom resource alone.</summary>
    public bool HasConditions => !Conditions.IsEmpty;

    /// <summary>When it counts.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}

using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Model;

/// <summary>One entry of <c>emit.events</c>: a Kubernetes event that passes write.</summary>
public sealed record EventDefinition
{
    /// <summary>Its key in the file.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string Type { get; init; } = "Normal";

    /// <summary>True: after passes that succeeded.</summary>
    public bool OnSuccess { get; init; } = true;

    /// <summary>True: after passes that failed.</summary>
    public bool OnFailure { get; init; } = true;

    /// <summary>The reason, in CamelCase.</summary>
    internal Fragment? Reason { get; init; }

    /// <summary>What is told.</summary>
    internal Fragment? Message { get; init; }

    /// <summary>When it counts.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}

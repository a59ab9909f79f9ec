using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Admission;

/// <summary>One rule that a custom resource must obey.</summary>
public sealed record ValidationRule
{
    /// <summary>Where it is declared in the entry: <c>admission.validation.rules[0]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>What is looked at, as it is written.</summary>
    public required string Field { get; init; }

    /// <summary>True: a violation only warns.</summary>
    public bool IsWarning { get; init; }

    /// <summary>True: the value must differ from that of every other custom resource of the entry.</summary>
    public bool IsUnique { get; init; }

    /// <summary>False: the rule counts at admission only.</summary>
    public bool CountsInPasses { get; init; } = true;

    /// <summary>Where more is written about it; null: nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>What must hold; null with <see cref="IsUnique"/>.</summary>
    internal Condition? Condition { get; init; }

    /// <summary>What the user is told.</summary>
    internal Fragment? Message { get; init; }

    /// <summary>When the rule counts.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}

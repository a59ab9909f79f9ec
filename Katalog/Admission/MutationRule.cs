using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Admission;

/// <summary>One value that custom resources get.</summary>
public sealed record MutationRule
{
    /// <summary>Where it is declared in the entry: <c>admission.mutation.rules[0]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>The field that is set, from the root of the custom resource.</summary>
    public required IReadOnlyList<string> Field { get; init; }

    /// <summary>True: it always gets the value; false: only when it is absent or empty.</summary>
    public bool IsOverride { get; init; }

    /// <summary>The type of the value; null: as it is written.</summary>
    internal StatusValueType? ValueType { get; init; }

    /// <summary>False: the rule counts at admission only.</summary>
    public bool CountsInPasses { get; init; } = true;

    /// <summary>The value.</summary>
    internal Fragment? Value { get; init; }

    /// <summary>When the rule counts.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}

using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Model;

/// <summary>One entry of <c>status.fields</c>.</summary>
public sealed record StatusField
{
    /// <summary>Dot path below <c>status</c>, taken apart.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>True: the field is removed when its condition is false.</summary>
    public bool ClearOnFalse { get; init; }

    /// <summary>How the value is read.</summary>
    internal StatusValueType Type { get; init; }

    /// <summary>The value; without it (a field made by hand) the field says nothing.</summary>
    internal Fragment? Value { get; init; }

    /// <summary>When the field counts.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}

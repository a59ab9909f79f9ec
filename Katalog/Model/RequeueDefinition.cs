using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Model;

/// <summary><c>reconcile.requeue</c>: a pass that succeeded comes back after a time.</summary>
public sealed record RequeueDefinition
{
    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>After how long: a duration.</summary>
    internal Fragment? After { get; init; }

    /// <summary>When it counts.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}

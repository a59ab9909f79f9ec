using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Hooking;

namespace Orkestra.Grains.Passes;

/// <summary>All children of one custom resource, in the order in which they are applied.</summary>
/// <param name="Children">Switched-off ones too.</param>
/// <param name="NamesComplete">Children that are not in the list are not wanted any more.</param>
/// <param name="Violations">The rules that the custom resource does not obey; all of them only warn.</param>
/// <param name="IsGated">A gate is closed.</param>
internal sealed record PassPlan(IReadOnlyList<PlannedChild> Children, bool NamesComplete, IReadOnlyList<RuleViolation> Violations, bool IsGated)
{
    /// <summary>When time alone makes the children others than they are now; null: not by a time that is known.</summary>
    public DateTimeOffset? NextChange { get; init; }

    /// <summary>What code of the entry answered.</summary>
    public IReadOnlyList<ReconcileReply> Replies { get; init; } = [];

    /// <summary>Hooks come after these children: they are made, and then the pass runs again.</summary>
    public bool IsPartial { get; init; }
}

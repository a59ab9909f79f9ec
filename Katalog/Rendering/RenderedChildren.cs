using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Hooking;

namespace Orkestra.Katalog.Rendering;

/// <summary>All children that the entries yield for one custom resource.</summary>
/// <param name="Children">In the order in which they are applied, switched-off ones too; no two with one kind, namespace and name.</param>
/// <param name="NamesComplete">False: the name of a switched-off entry could not be rendered, so nothing can be said about children that are not in the list, and nothing may be pruned.</param>
public sealed record RenderedChildren(IReadOnlyList<RenderedChild> Children, bool NamesComplete)
{
    /// <summary>The rules that the custom resource does not obey, in the order of the file.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init; } = [];

    /// <summary>When time alone makes the children others than they are now (a rotation, the end of a cooldown); null: not by a time that is known.</summary>
    public DateTimeOffset? NextChange { get; init; }

    /// <summary>What code of the entry answered.</summary>
    public IReadOnlyList<ReconcileReply> Replies { get; init; } = [];

    /// <summary>Hooks come after these children, which are not all there yet: they are made, and then the pass runs again.</summary>
    public bool IsPartial { get; init; }

    /// <summary>A gate is closed: the entry wants no children for this custom resource now.</summary>
    public bool IsGated { get; init; }

    /// <summary>A rule refuses the custom resource. Nothing was rendered, and nothing may be written or pruned.</summary>
    public bool IsDenied => Violations.Any(violation => !violation.IsWarning);
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>A workload whose pods are found by labels of their own, and which keeps them running.</summary>
internal abstract class WorkloadShape(KindReference kind, string defaultNameSuffix) : FixedKindShape(kind, defaultNameSuffix)
{
    private readonly string _labelKey = OwnerLabels.WorkloadKey(kind.Kind);
    private readonly string _kind = kind.Kind;

    public override void Render(ChildScope child, JsonObject target)
    {
        var selector = child.Owner.OfWorkload(_labelKey, child.Name);
        var spec = new JsonObject { ["selector"] = new JsonObject { ["matchLabels"] = selector } };
        AddOwn(child, target, spec);
        spec["template"] = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = PodShape.Labels(child, selector) },
            ["spec"] = PodShape.Render(child),
        };
        target["spec"] = spec;
    }

    /// <summary>Adds what the spec of the kind has besides selector and template.</summary>
    protected abstract void AddOwn(ChildScope child, JsonObject target, JsonObject spec);

    /// <summary>How many pods there are; with <c>autoscale</c> by what there is now and the conditions.</summary>
    protected long Replicas(ChildScope child, JsonObject target)
    {
        var declared = child.Fields.Whole("replicas", 0, int.MaxValue) ?? 1;
        return child.Autoscale is { } autoscale ? WorkloadScaling.Replicas(autoscale, child, _kind, declared, target) : declared;
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class DeploymentShape() : FixedKindShape(new KindReference("apps/v1", "Deployment"), "-deployment")
{
    public override void Render(ChildScope child, JsonObject target)
    {
        var selector = child.Owner.OfWorkload("deployment", child.Name);
        var spec = new JsonObject
        {
            ["replicas"] = child.Fields.Whole("replicas", 0, int.MaxValue) ?? 1,
            ["selector"] = new JsonObject { ["matchLabels"] = selector },
        };
        spec.AddIfGiven("strategy", Strategy(child.Fields.At("rollingUpdate")));
        spec["template"] = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = PodLabels(child, selector) },
            ["spec"] = PodShape.Render(child),
        };
        target["spec"] = spec;
    }

    /// <summary><c>app</c> for people and their selectors, over it the labels of the entry, over those the ones of the selector.</summary>
    private static JsonObject PodLabels(ChildScope child, JsonObject selector)
    {
        var labels = new JsonObject { ["app"] = LabelValue.Of(child.Name) };
        foreach (var (key, value) in child.Labels ?? [])
            labels[key] = value?.DeepClone();
        foreach (var (key, value) in selector)
            labels[key] = value?.DeepClone();
        return labels;
    }

    private static JsonObject? Strategy(Block? update)
    {
        if (update is null)
            return null;
        var limits = new JsonObject();
        limits.AddIfGiven("maxSurge", update.WholeOrText("maxSurge"));
        limits.AddIfGiven("maxUnavailable", update.WholeOrText("maxUnavailable"));
        return limits.Count == 0 ? null : new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = limits };
    }
}

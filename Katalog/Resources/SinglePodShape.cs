using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>A pod by itself. It carries the labels by which services of its custom resource find pods.</summary>
internal sealed class SinglePodShape() : FixedKindShape(new KindReference("v1", "Pod"), "-pod")
{
    public override void Render(ChildScope child, JsonObject target)
    {
        target["metadata"]!["labels"] = PodShape.Labels(child, child.Owner.OfAllWorkloads());
        target["spec"] = PodShape.Render(child);
    }
}

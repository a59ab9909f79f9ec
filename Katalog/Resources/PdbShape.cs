using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

/// <summary>A disruption budget; without a selector it is about the pods of all workloads of the custom resource.</summary>
internal sealed class PdbShape() : NativeShape(NativeKinds.Pdb)
{
    protected override JsonObject Spec(ChildScope child)
    {
        var spec = base.Spec(child);
        spec["selector"] ??= new JsonObject { ["matchLabels"] = child.OwnerHasWorkloads ? child.Owner.OfAllWorkloads() : child.Owner.ByName() };
        return spec;
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class ReplicaSetShape() : WorkloadShape(new KindReference("apps/v1", "ReplicaSet"), "-replicaset")
{
    protected override void AddOwn(ChildScope child, JsonObject target, JsonObject spec)
    {
        spec["replicas"] = Replicas(child, target);
        NativeField.Render(WorkloadFields.ReplicaSet, child.Fields, spec);
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class ReplicaSetShape() : WorkloadShape(new KindReference("apps/v1", "ReplicaSet"), "-replicaset")
{
    protected override void AddOwn(ChildScope child, JsonObject spec)
    {
        spec["replicas"] = Replicas(child.Fields);
        NativeField.Render(WorkloadFields.ReplicaSet, child.Fields, spec);
    }
}

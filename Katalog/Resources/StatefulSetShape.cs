using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class StatefulSetShape() : WorkloadShape(new KindReference("apps/v1", "StatefulSet"), "")
{
    protected override void AddOwn(ChildScope child, JsonObject target, JsonObject spec)
    {
        spec["replicas"] = Replicas(child, target);
        spec["serviceName"] = child.Fields.Text("serviceName") ?? child.Name;
        spec.AddIfGiven("updateStrategy", RollingUpdates.OfStatefulSet(child.Fields.At("rollingUpdate")));
        spec.AddIfGiven("volumeClaimTemplates", ClaimTemplates.Render(child.Fields));
        NativeField.Render(WorkloadFields.StatefulSet, child.Fields, spec);
    }
}

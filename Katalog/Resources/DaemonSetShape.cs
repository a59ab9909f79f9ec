using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class DaemonSetShape() : WorkloadShape(new KindReference("apps/v1", "DaemonSet"), "-daemonset")
{
    protected override void AddOwn(ChildScope child, JsonObject target, JsonObject spec)
    {
        spec.AddIfGiven("updateStrategy", RollingUpdates.OfDaemonSet(child.Fields.At("rollingUpdate")));
        NativeField.Render(WorkloadFields.DaemonSet, child.Fields, spec);
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class DeploymentShape() : WorkloadShape(new KindReference("apps/v1", "Deployment"), "-deployment")
{
    protected override void AddOwn(ChildScope child, JsonObject target, JsonObject spec)
    {
        spec["replicas"] = Replicas(child, target);
        spec.AddIfGiven("strategy", RollingUpdates.OfDeployment(child.Fields.At("rollingUpdate")));
        NativeField.Render(WorkloadFields.Deployment, child.Fields, spec);
    }
}

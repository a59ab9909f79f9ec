using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

/// <summary>A service monitor of the Prometheus operator; without a selector it is about the services that Orkestra made for the custom resource.</summary>
internal sealed class ServiceMonitorShape() : NativeShape(NativeKinds.ServiceMonitor)
{
    protected override JsonObject Spec(ChildScope child)
    {
        var spec = base.Spec(child);
        spec["selector"] ??= new JsonObject { ["matchLabels"] = child.Owner.ByName() };
        return spec;
    }
}

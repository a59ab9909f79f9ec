using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

/// <summary>A network policy; without podSelector it is about all pods of its namespace.</summary>
internal sealed class NetworkPolicyShape() : NativeShape(NativeKinds.NetworkPolicy)
{
    protected override JsonObject Spec(ChildScope child)
    {
        var spec = base.Spec(child);
        spec["podSelector"] ??= new JsonObject();
        return spec;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator.Behaviours;

/// <summary>A Service of type LoadBalancer gets an address of 203.0.113.0/24, which is for documentation; the same one for the same name.</summary>
internal sealed class ServiceBehaviour : IWorkloadBehaviour
{
    public string Group => "";

    public string Kind => "Service";

    public JsonObject? Starting(JsonObject live, DateTimeOffset now) => null;

    public JsonObject? Settled(JsonObject live, bool fails, DateTimeOffset now)
    {
        if (live.Text("spec", "type") is not "LoadBalancer" || fails)
            return live["status"]?["loadBalancer"]?["ingress"] is null ? null : new JsonObject { ["loadBalancer"] = new JsonObject { ["ingress"] = null } };
        return new JsonObject { ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = Address(live) }) } };
    }

    private static string Address(JsonObject live) =>
        string.Create(CultureInfo.InvariantCulture, $"203.0.113.{1 + (CanonicalJson.Hash(JsonValue.Create(live.ObjectName.ToString())) % 254)}");
}

using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Readiness;

internal static class ServiceReadiness
{
    public static ReadyReport Evaluate(StatusView view)
    {
        if (StatusView.Text(view.Spec, "type") is not "LoadBalancer")
            return Report.Ready("It exists.");
        var addresses = view.Status?["loadBalancer"]?["ingress"] as JsonArray ?? [];
        var address = addresses.Select(one => StatusView.Text(one, "ip") is { Length: > 0 } ip ? ip : StatusView.Text(one, "hostname")).FirstOrDefault(one => one.Length > 0);
        return address is null ? Report.InProgress("The load balancer has no address yet.") : Report.Ready($"Address: {address}");
    }
}

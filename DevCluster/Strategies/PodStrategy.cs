using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Pods: a grace period while they are on a node; of their spec little can change.</summary>
internal sealed class PodStrategy : ResourceStrategy
{
    private const long DefaultGrace = 30;
    private static readonly string[] Changeable = ["activeDeadlineSeconds", "tolerations", "schedulingGates", "terminationGracePeriodSeconds"];

    public override bool ReturnsDeletedObject => true;

    public override IReadOnlySet<string> SelectableFields { get; } = Fields(
        "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName");

    public override void PrepareForCreate(JsonObject obj, StrategyContext context)
    {
        var spec = obj.Child("spec");
        spec["priority"] ??= 0;
        spec["preemptionPolicy"] ??= "PreemptLowerPriority";
        var tolerations = spec["tolerations"] as JsonArray ?? [];
        foreach (var key in (string[])["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (!tolerations.Any(toleration => toleration.Dig("key").Text() is var named && (named is null || string.Equals(named, key, StringComparison.Ordinal))))
                tolerations.Add((JsonNode)new JsonObject { ["key"] = key, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300 });
        }

        if (tolerations.Parent is null)
            spec["tolerations"] = tolerations;
    }

    public override IEnumerable<FieldError> Validate(JsonObject obj) => PodRules.Validate(obj["spec"] as JsonObject, "spec");

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        if (!JsonNode.DeepEquals(Fixed(obj), Fixed(live)))
        {
            yield return FieldError.Forbidden(
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");
        }
    }

    public override long? GracePeriod(JsonObject obj)
    {
        if (obj.Dig("spec", "nodeName").Text() is not { Length: > 0 } || obj.Dig("status", "phase").Text() is "Succeeded" or "Failed")
            return 0;
        return obj.Dig("spec", "terminationGracePeriodSeconds").Number() ?? DefaultGrace;
    }

    private static JsonObject Fixed(JsonObject pod)
    {
        var spec = (pod["spec"] as JsonObject)?.Copy() ?? [];
        foreach (var name in Changeable)
            spec.Remove(name);
        foreach (var list in (string[])["containers", "initContainers"])
        {
            foreach (var container in (spec[list] as JsonArray ?? []).OfType<JsonObject>())
                container.Remove("image");
        }

        return spec;
    }
}

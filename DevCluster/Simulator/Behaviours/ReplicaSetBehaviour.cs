using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator.Behaviours;

internal sealed class ReplicaSetBehaviour : IWorkloadBehaviour
{
    public string Group => "apps";

    public string Kind => "ReplicaSet";

    public JsonObject Starting(JsonObject live, DateTimeOffset now) => Status(live, Math.Min(live.Number("status", "availableReplicas") ?? 0, Wanted(live)));

    public JsonObject Settled(JsonObject live, bool fails, DateTimeOffset now)
    {
        var status = Status(live, fails ? 0 : Wanted(live));
        var conditions = new ConditionList(live, now);
        conditions = fails ? conditions.Set("ReplicaFailure", holds: true, "FailedCreate", "the simulator lets it fail") : conditions.Remove("ReplicaFailure");
        status["conditions"] = conditions.ToJson() is { Count: > 0 } list ? list : null;
        return status;
    }

    private static long Wanted(JsonObject live) => live.Number("spec", "replicas") ?? 1;

    private static JsonObject Status(JsonObject live, long available) => new()
    {
        ["observedGeneration"] = live.Generation,
        ["replicas"] = Wanted(live),
        ["fullyLabeledReplicas"] = ObjectFields.Count(Wanted(live)),
        ["readyReplicas"] = ObjectFields.Count(available),
        ["availableReplicas"] = ObjectFields.Count(available),
    };
}

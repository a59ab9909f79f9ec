using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator.Behaviours;

internal sealed class DeploymentBehaviour : IWorkloadBehaviour
{
    private const string UpdateTime = "lastUpdateTime";

    public string Group => "apps";

    public string Kind => "Deployment";

    public JsonObject Starting(JsonObject live, DateTimeOffset now)
    {
        var wanted = Wanted(live);
        var available = Math.Min(live.Number("status", "availableReplicas") ?? 0, wanted);
        var conditions = Available(live, available == wanted, now)
            .Set("Progressing", holds: true, "ReplicaSetUpdated", $"ReplicaSet \"{live.Name}\" is progressing.", UpdateTime);
        return Status(live, wanted, available, conditions);
    }

    public JsonObject Settled(JsonObject live, bool fails, DateTimeOffset now)
    {
        var wanted = Wanted(live);
        // A Deployment without pods has nothing that could fail.
        if (fails && wanted > 0)
        {
            var failed = Available(live, holds: false, now)
                .Set("Progressing", holds: false, "ProgressDeadlineExceeded", $"ReplicaSet \"{live.Name}\" has timed out progressing.", UpdateTime);
            return Status(live, wanted, 0, failed);
        }

        if (live.IsTrue("spec", "paused"))
            return Starting(live, now);
        var conditions = Available(live, holds: true, now)
            .Set("Progressing", holds: true, "NewReplicaSetAvailable", $"ReplicaSet \"{live.Name}\" has successfully progressed.", UpdateTime);
        return Status(live, wanted, wanted, conditions);
    }

    private static long Wanted(JsonObject live) => live.Number("spec", "replicas") ?? 1;

    private static ConditionList Available(JsonObject live, bool holds, DateTimeOffset now) => holds
        ? new ConditionList(live, now).Set("Available", holds: true, "MinimumReplicasAvailable", "Deployment has minimum availability.", UpdateTime)
        : new ConditionList(live, now).Set("Available", holds: false, "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", UpdateTime);

    private static JsonObject Status(JsonObject live, long wanted, long available, ConditionList conditions) => new()
    {
        ["observedGeneration"] = live.Generation,
        ["replicas"] = ObjectFields.Count(wanted),
        ["updatedReplicas"] = ObjectFields.Count(wanted),
        ["readyReplicas"] = ObjectFields.Count(available),
        ["availableReplicas"] = ObjectFields.Count(available),
        ["unavailableReplicas"] = ObjectFields.Count(wanted - available),
        ["conditions"] = conditions.ToJson(),
    };
}

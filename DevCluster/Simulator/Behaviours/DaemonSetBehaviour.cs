using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator.Behaviours;

internal sealed class DaemonSetBehaviour(int nodes) : IWorkloadBehaviour
{
    public string Group => "apps";

    public string Kind => "DaemonSet";

    public JsonObject Starting(JsonObject live, DateTimeOffset now) => Status(live, Math.Min(live.Number("status", "numberAvailable") ?? 0, nodes));

    public JsonObject Settled(JsonObject live, bool fails, DateTimeOffset now) => Status(live, fails ? 0 : nodes);

    private JsonObject Status(JsonObject live, long available) => new()
    {
        ["observedGeneration"] = live.Generation,
        ["desiredNumberScheduled"] = nodes,
        ["currentNumberScheduled"] = nodes,
        ["updatedNumberScheduled"] = ObjectFields.Count(nodes),
        ["numberMisscheduled"] = 0,
        ["numberReady"] = available,
        ["numberAvailable"] = ObjectFields.Count(available),
        ["numberUnavailable"] = ObjectFields.Count(nodes - available),
    };
}

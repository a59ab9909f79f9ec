using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator.Behaviours;

/// <param name="tellsAvailable">Whether the server keeps availableReplicas, as it does from 1.22 on.</param>
internal sealed class StatefulSetBehaviour(bool tellsAvailable) : IWorkloadBehaviour
{
    public string Group => "apps";

    public string Kind => "StatefulSet";

    public JsonObject Starting(JsonObject live, DateTimeOffset now)
    {
        var wanted = Wanted(live);
        var revision = Revision(live);
        var present = live.Text("status", "currentRevision") ?? revision;
        var ready = Math.Min(live.Number("status", "readyReplicas") ?? 0, wanted);
        return Status(live, ready, present, revision, string.Equals(present, revision, StringComparison.Ordinal) ? wanted : 0);
    }

    // It fails by its first pod, which never gets ready.
    public JsonObject Settled(JsonObject live, bool fails, DateTimeOffset now) => fails
        ? Status(live, 0, Revision(live), Revision(live), Wanted(live))
        : Status(live, Wanted(live), Revision(live), Revision(live), Wanted(live));

    private static long Wanted(JsonObject live) => live.Number("spec", "replicas") ?? 1;

    private static string Revision(JsonObject live) =>
        string.Create(CultureInfo.InvariantCulture, $"{live.Name}-{(uint)CanonicalJson.Hash(live["spec"]?["template"]):x8}");

    private JsonObject Status(JsonObject live, long ready, string currentRevision, string updateRevision, long updated)
    {
        var status = new JsonObject
        {
            ["observedGeneration"] = live.Generation,
            ["replicas"] = Wanted(live),
            ["readyReplicas"] = ObjectFields.Count(ready),
            ["currentReplicas"] = ObjectFields.Count(Wanted(live)),
            ["updatedReplicas"] = ObjectFields.Count(updated),
            ["currentRevision"] = currentRevision,
            ["updateRevision"] = updateRevision,
            ["collisionCount"] = 0,
        };
        if (tellsAvailable)
            status["availableReplicas"] = ObjectFields.Count(ready);
        return status;
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Stateful sets: little of the spec can change.</summary>
internal sealed class StatefulSetStrategy : WorkloadStrategy
{
    private static readonly string[] Changeable = ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        if (!JsonNode.DeepEquals(Fixed(obj), Fixed(live)))
        {
            yield return FieldError.Forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
        }
    }

    private static JsonObject Fixed(JsonObject obj)
    {
        var spec = (obj["spec"] as JsonObject)?.Copy() ?? [];
        foreach (var name in Changeable)
            spec.Remove(name);
        return spec;
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Persistent volume claims: pending at first, and bound claims may only grow.</summary>
internal sealed class ClaimStrategy : ResourceStrategy
{
    public override bool ReturnsDeletedObject => true;

    public override void PrepareForCreate(JsonObject obj, StrategyContext context) => obj["status"] = new JsonObject { ["phase"] = "Pending" };

    public override IEnumerable<FieldError> Validate(JsonObject obj)
    {
        if (obj.Dig("spec", "accessModes") is not JsonArray { Count: > 0 })
            yield return FieldError.Required("spec.accessModes", "at least 1 access mode is required");
        if (obj.Dig("spec", "resources", "requests", "storage") is null)
            yield return FieldError.Required("spec.resources[storage]");
    }

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        if (!JsonNode.DeepEquals(Fixed(obj, live), Fixed(live, live)))
            yield return FieldError.Forbidden("spec", "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
    }

    private static JsonObject Fixed(JsonObject obj, JsonObject live)
    {
        var spec = (obj["spec"] as JsonObject)?.Copy() ?? [];
        if (live.Dig("spec", "volumeName").Text() is not { Length: > 0 })
            spec.Remove("volumeName");
        if (live.Dig("status", "phase").Text() is "Bound")
        {
            spec.Remove("resources");
            spec.Remove("volumeAttributesClassName");
        }

        return spec;
    }
}

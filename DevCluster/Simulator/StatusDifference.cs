using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Apply;

namespace Orkestra.DevCluster.Simulator;

/// <summary>What a merge patch has to say so that a status becomes as wanted. A wanted null is an absent field, and so is a zero, which servers write or leave out by kind and version; fields that are not wanted are left alone.</summary>
internal static class StatusDifference
{
    /// <summary>The fields to write, or null when the live status is as wanted.</summary>
    public static JsonObject? Between(JsonObject? live, JsonObject wanted)
    {
        JsonObject? patch = null;
        foreach (var (name, value) in wanted)
        {
            if (Satisfies(live?[name], value))
                continue;
            patch ??= [];
            patch[name] = value?.DeepClone();
        }

        return patch;
    }

    private static bool Satisfies(JsonNode? live, JsonNode? wanted) => (live, wanted) switch
    {
        _ when IsNothing(wanted) => IsNothing(live),
        (JsonObject have, JsonObject want) => want.All(field => Satisfies(have[field.Key], field.Value)),
        (JsonArray have, JsonArray want) => have.Count == want.Count && have.Zip(want).All(pair => Satisfies(pair.First, pair.Second)),
        (null, _) => wanted is JsonObject { Count: 0 },
        _ => CanonicalJson.Hash(live) == CanonicalJson.Hash(wanted),
    };

    private static bool IsNothing(JsonNode? node) => node is null || (node.GetValueKind() == JsonValueKind.Number && node.ToJsonString() is "0");
}

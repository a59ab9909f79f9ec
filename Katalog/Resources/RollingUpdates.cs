using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>How pods are replaced. Profiles are written for deployments; the other kinds take of them what they can have.</summary>
internal static class RollingUpdates
{
    public static JsonObject? OfDeployment(Block? update) => update is null ? null : Of(Limits(update.At("profile") ?? update));

    /// <summary>Without surge; and maxUnavailable 0 would be refused.</summary>
    public static JsonObject? OfStatefulSet(Block? update)
    {
        if (update is null)
            return null;
        var limits = Limits(update.At("profile") ?? update);
        if (update.Has("profile"))
        {
            limits.Remove("maxSurge");
            if (IsZero(limits["maxUnavailable"]))
                limits.Remove("maxUnavailable");
        }

        limits.AddIfGiven("partition", update.Whole("partition", 0, int.MaxValue) is { } partition ? JsonValue.Create(partition) : null);
        return Of(limits);
    }

    /// <summary>Either surge or unavailable, never both.</summary>
    public static JsonObject? OfDaemonSet(Block? update)
    {
        if (update is null)
            return null;
        var limits = Limits(update.At("profile") ?? update);
        if (update.Has("profile"))
            limits.Remove(IsZero(limits["maxUnavailable"]) ? "maxUnavailable" : "maxSurge");
        return Of(limits);
    }

    private static JsonObject Limits(Block update)
    {
        var limits = new JsonObject();
        limits.AddIfGiven("maxSurge", update.WholeOrText("maxSurge"));
        limits.AddIfGiven("maxUnavailable", update.WholeOrText("maxUnavailable"));
        return limits;
    }

    private static bool IsZero(JsonNode? limit) => limit is JsonValue value && value.TryGetValue<long>(out var number) && number == 0;

    private static JsonObject? Of(JsonObject limits) => limits.Count == 0 ? null : new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = limits };
}

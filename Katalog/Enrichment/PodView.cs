using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Enrichment;

/// <summary>What templates see of a pod: name, ip, phase, ready, node, restartCount, ordinal, exitCode and containers.</summary>
internal static class PodView
{
    public static JsonObject Of(JsonObject live)
    {
        var (metadata, status) = (live["metadata"], live["status"]);
        var containers = (status?["containerStatuses"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var view = new JsonObject
        {
            ["name"] = metadata?["name"]?.DeepClone(),
            ["ip"] = (string?)status?["podIP"] ?? "",
            ["phase"] = (string?)status?["phase"] ?? "",
            ["ready"] = (status?["conditions"] as JsonArray ?? []).Any(condition => (string?)condition?["type"] is "Ready" && (string?)condition["status"] is "True"),
            ["node"] = (string?)live["spec"]?["nodeName"] ?? "",
            ["restartCount"] = containers.Sum(container => (long?)container["restartCount"] ?? 0),
            ["containers"] = new JsonArray([.. containers.Select(Container)]),
        };
        if (Ordinal(metadata) is { } ordinal)
            view["ordinal"] = ordinal;
        if (containers.Select(container => (long?)container["state"]?["terminated"]?["exitCode"]).FirstOrDefault(code => code is not null) is { } code)
            view["exitCode"] = code;
        return view;
    }

    private static JsonObject Container(JsonObject status)
    {
        var state = (status["state"] as JsonObject)?.FirstOrDefault() ?? default;
        return new JsonObject
        {
            ["name"] = (string?)status["name"] ?? "",
            ["image"] = (string?)status["image"] ?? "",
            ["state"] = state.Key switch { "waiting" => "Waiting", "running" => "Running", "terminated" => "Terminated", _ => "" },
            ["reason"] = (string?)state.Value?["reason"] ?? "",
            ["ready"] = (bool?)status["ready"] ?? false,
            ["restartCount"] = (long?)status["restartCount"] ?? 0,
        };
    }

    /// <summary>Only pods of stateful sets have one.</summary>
    private static long? Ordinal(JsonNode? metadata)
    {
        var name = (string?)metadata?["name"] ?? "";
        var isOfSet = (metadata?["ownerReferences"] as JsonArray ?? []).Any(owner => (string?)owner?["kind"] is "StatefulSet");
        return isOfSet && long.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : null;
    }
}

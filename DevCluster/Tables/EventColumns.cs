using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using static Orkestra.DevCluster.Tables.BuiltInColumns;

namespace Orkestra.DevCluster.Tables;

/// <summary>Events: what happened to which object, when first and last.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        new("Last Seen", "string", "", "Time when this event was last observed", 0, (obj, now) => Ages.Since(Last(obj), now)),
        Text("Type", "type"),
        Text("Reason", "reason"),
        Of("Object", obj => $"{Regarding(obj).Dig("kind").Text()?.ToLowerInvariant()}/{Regarding(obj).Dig("name").Text()}"),
        Of("Subobject", obj => Regarding(obj).Dig("fieldPath").Text() ?? "", 1),
        Of("Source", obj => Source(obj), 1),
        Of("Message", obj => (obj.Text("message") ?? obj.Text("note") ?? "").Trim()),
        new("First Seen", "string", "", "Time when this event was first observed", 1, (obj, now) => Ages.Since(First(obj), now)),
        Of("Count", obj => obj.Dig("series", "count").Number() ?? (obj["count"] ?? obj["deprecatedCount"]).Number() ?? 1, 1),
        TableColumns.NameColumn with { Priority = 1 },
    ];

    private static JsonNode? Regarding(JsonObject obj) => obj["involvedObject"] ?? obj["regarding"];

    private static JsonNode? First(JsonObject obj) => obj["firstTimestamp"] ?? obj["deprecatedFirstTimestamp"] ?? obj["eventTime"];

    private static JsonNode? Last(JsonObject obj) => obj.Dig("series", "lastObservedTime") ?? obj["lastTimestamp"] ?? obj["deprecatedLastTimestamp"] ?? First(obj);

    private static string Source(JsonObject obj)
    {
        var source = obj["source"] ?? obj["deprecatedSource"];
        var component = source.Dig("component").Text() ?? obj.Text("reportingComponent") ?? obj.Text("reportingController") ?? "";
        return source.Dig("host").Text() is { Length: > 0 } host ? $"{component}, {host}" : component;
    }
}

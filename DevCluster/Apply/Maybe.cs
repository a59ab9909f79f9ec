using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Apply;

/// <summary>A JSON value that may be absent, which is not the same as null.</summary>
internal readonly record struct Maybe(bool Present, JsonNode? Value)
{
    public static Maybe Absent => default;

    public static Maybe Of(JsonNode? value) => new(true, value);

    public static Maybe In(JsonObject? map, string name) => map is not null && map.TryGetPropertyValue(name, out var value) ? Of(value) : Absent;
}

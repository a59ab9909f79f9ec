using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Loading;

/// <summary>The types that a CRD gives to the fields of its status, so that a value without a declared type gets the one that the API server takes.</summary>
internal sealed class StatusSchema
{
    private readonly JsonObject? _status;

    private StatusSchema(JsonObject? status) => _status = status;

    public static StatusSchema Of(JsonObject? crd, string? version)
    {
        var served = ((crd?["spec"] as JsonObject)?["versions"] as JsonArray)?.OfType<JsonObject>()
            .FirstOrDefault(each => string.Equals(Text(each["name"]), version, StringComparison.Ordinal));
        return new StatusSchema(Property(((served?["schema"] as JsonObject)?["openAPIV3Schema"]) as JsonObject, "status"));
    }

    /// <summary><see cref="StatusValueType.Auto"/> where the schema says nothing, or something that is no scalar.</summary>
    public StatusValueType TypeOf(IReadOnlyList<string> path)
    {
        var here = _status;
        foreach (var step in path)
            here = Property(here, step);
        return Text(here?["type"]) switch
        {
            "string" => StatusValueType.Text,
            "integer" => StatusValueType.Whole,
            "number" => StatusValueType.Real,
            "boolean" => StatusValueType.Flag,
            _ => StatusValueType.Auto,
        };
    }

    private static JsonObject? Property(JsonObject? schema, string name) => (schema?["properties"] as JsonObject)?[name] as JsonObject;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.OpenApi;

/// <summary>A version 2 document as a gnostic openapi.v2.Document message, as far as <see cref="OpenApiDocuments"/> writes such documents.</summary>
internal static class ProtobufDocument
{
    private static readonly string[] Verbs = ["get", "put", "post", "delete", "options", "head", "patch"];

    public static byte[] Write(JsonObject document)
    {
        var writer = new ProtobufWriter();
        writer.Text(1, Text(document, "swagger"));
        writer.Message(2, info =>
        {
            info.Text(1, Text((JsonObject)document["info"]!, "title"));
            info.Text(2, Text((JsonObject)document["info"]!, "version"));
        });
        writer.Message(8, paths => Named(paths, 2, document["paths"], Path));
        writer.Message(9, definitions => Named(definitions, 1, document["definitions"], Schema));
        return writer.ToArray();
    }

    private static void Named(ProtobufWriter writer, int field, JsonNode? map, Action<ProtobufWriter, JsonObject> write)
    {
        foreach (var (name, value) in map as JsonObject ?? [])
        {
            writer.Message(field, entry =>
            {
                entry.Text(1, name);
                entry.Message(2, inner => write(inner, (JsonObject)value!));
            });
        }
    }

    private static void Path(ProtobufWriter writer, JsonObject path)
    {
        for (var i = 0; i < Verbs.Length; i++)
        {
            if (path[Verbs[i]] is JsonObject operation)
                writer.Message(2 + i, inner => Operation(inner, operation));
        }
        Parameters(writer, 9, path["parameters"]);
    }

    private static void Operation(ProtobufWriter writer, JsonObject operation)
    {
        writer.Text(3, Text(operation, "description"));
        writer.Text(5, Text(operation, "operationId"));
        Texts(writer, 6, operation["produces"]);
        Texts(writer, 7, operation["consumes"]);
        Parameters(writer, 8, operation["parameters"]);
        writer.Message(9, responses => Named(responses, 1, operation["responses"], (response, value) => response.Message(1, inner =>
        {
            inner.Text(1, Text(value, "description"));
            if (value["schema"] is JsonObject schema)
                inner.Message(2, item => item.Message(1, s => Schema(s, schema)));
        })));
        Extensions(writer, 13, operation);
    }

    private static void Parameters(ProtobufWriter writer, int field, JsonNode? parameters)
    {
        foreach (var parameter in (parameters as JsonArray ?? []).OfType<JsonObject>())
            writer.Message(field, item => item.Message(1, inner => Parameter(inner, parameter)));
    }

    private static void Parameter(ProtobufWriter writer, JsonObject parameter)
    {
        var place = Text(parameter, "in");
        if (place is "body")
        {
            writer.Message(1, body =>
            {
                body.Text(2, Text(parameter, "name"));
                body.Text(3, place);
                body.Flag(4, value: true);
                body.Message(5, schema => Schema(schema, (JsonObject)parameter["schema"]!));
            });
            return;
        }
        // Query parameters have one field more than path parameters, before the type.
        var (kind, type) = place is "query" ? (3, 6) : (4, 5);
        writer.Message(2, other => other.Message(kind, inner =>
        {
            inner.Flag(1, Flag(parameter, "required"));
            inner.Text(2, place);
            inner.Text(3, Text(parameter, "description"));
            inner.Text(4, Text(parameter, "name"));
            inner.Text(type, Text(parameter, "type"));
        }));
    }

    private static void Schema(ProtobufWriter writer, JsonObject schema)
    {
        writer.Text(1, Text(schema, "$ref"));
        writer.Text(2, Text(schema, "format"));
        writer.Text(3, Text(schema, "title"));
        writer.Text(4, Text(schema, "description"));
        writer.Number(6, Number(schema, "multipleOf"));
        writer.Number(7, Number(schema, "maximum"));
        writer.Flag(8, Flag(schema, "exclusiveMaximum"));
        writer.Number(9, Number(schema, "minimum"));
        writer.Flag(10, Flag(schema, "exclusiveMinimum"));
        writer.Integer(11, (long)Number(schema, "maxLength"));
        writer.Integer(12, (long)Number(schema, "minLength"));
        writer.Text(13, Text(schema, "pattern"));
        writer.Integer(14, (long)Number(schema, "maxItems"));
        writer.Integer(15, (long)Number(schema, "minItems"));
        writer.Flag(16, Flag(schema, "uniqueItems"));
        writer.Integer(17, (long)Number(schema, "maxProperties"));
        writer.Integer(18, (long)Number(schema, "minProperties"));
        Texts(writer, 19, schema["required"]);
        foreach (var value in schema["enum"] as JsonArray ?? [])
            writer.Message(20, any => any.Text(2, Yaml(value)));
        if (schema["additionalProperties"] is JsonObject values)
            writer.Message(21, item => item.Message(1, inner => Schema(inner, values)));
        if (Text(schema, "type") is { Length: > 0 } type)
            writer.Message(22, item => item.Text(1, type));
        if (schema["items"] is JsonObject items)
            writer.Message(23, item => item.Message(1, inner => Schema(inner, items)));
        if (schema["properties"] is JsonObject properties)
            writer.Message(25, inner => Named(inner, 1, properties, Schema));
        Extensions(writer, 31, schema);
    }

    private static void Extensions(ProtobufWriter writer, int field, JsonObject owner)
    {
        foreach (var (name, value) in owner.Where(p => p.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            writer.Message(field, entry =>
            {
                entry.Text(1, name);
                entry.Message(2, any => any.Text(2, Yaml(value)));
            });
        }
    }

    private static void Texts(ProtobufWriter writer, int field, JsonNode? list)
    {
        foreach (var text in (list as JsonArray ?? []).OfType<JsonValue>())
            writer.Text(field, text.GetValue<string>());
    }

    /// <summary>JSON is YAML.</summary>
    private static string Yaml(JsonNode? value) => (value?.ToJsonString() ?? "null") + "\n";

    private static string? Text(JsonObject owner, string name) => owner[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static bool Flag(JsonObject owner, string name) => owner[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    private static double Number(JsonObject owner, string name) =>
        owner[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : 0;
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Schemas;

/// <summary>Reads structural schemas (OpenAPI v3 with Kubernetes extensions) into <see cref="TypeSchema"/>.</summary>
internal static class OpenApiSchemaReader
{
    public static TypeSchema ReadRoot(JsonObject? schema, bool preserveUnknown)
    {
        if (schema is null)
            return new TypeSchema { Type = SchemaType.Object, PreserveUnknownFields = true, Properties = RootProperties.Of(null) };
        var root = Read(schema);
        return root with
        {
            Type = SchemaType.Object,
            PreserveUnknownFields = root.PreserveUnknownFields || preserveUnknown,
            Properties = RootProperties.Of(root.Properties),
        };
    }

    public static TypeSchema Read(JsonObject schema)
    {
        var type = Text(schema, "type");
        var items = schema["items"] as JsonObject;
        var additional = schema["additionalProperties"];
        var properties = (schema["properties"] as JsonObject)?.Where(p => p.Value is JsonObject).ToDictionary(p => p.Key, p => Read((JsonObject)p.Value!), StringComparer.Ordinal);
        var embedded = Flag(schema, "x-kubernetes-embedded-resource");
        if (embedded)
            properties = RootProperties.Of(properties);
        return new TypeSchema
        {
            Type = TypeOf(schema, type, properties is not null, additional),
            Format = Text(schema, "format"),
            Title = Text(schema, "title"),
            Description = Text(schema, "description"),
            Properties = properties ?? new Dictionary<string, TypeSchema>(StringComparer.Ordinal),
            Required = Strings(schema["required"]),
            Items = items is not null ? Read(items) : additional switch
            {
                JsonObject values => Read(values),
                JsonValue value when value.GetValueKind() == JsonValueKind.True => TypeSchema.Any,
                _ => null,
            },
            ListType = Text(schema, "x-kubernetes-list-type") switch { "set" => ListType.Set, "map" => ListType.Map, _ => ListType.Atomic },
            ListMapKeys = Strings(schema["x-kubernetes-list-map-keys"]),
            AtomicMap = Text(schema, "x-kubernetes-map-type") is "atomic",
            PreserveUnknownFields = Flag(schema, "x-kubernetes-preserve-unknown-fields"),
            EmbeddedResource = embedded,
            Nullable = Flag(schema, "nullable"),
            Default = schema["default"]?.DeepClone(),
            Enum = schema["enum"] is JsonArray values2 ? [.. values2.Select(v => v?.DeepClone())] : [],
            Pattern = Text(schema, "pattern"),
            Minimum = Number(schema, "minimum"),
            ExclusiveMinimum = Flag(schema, "exclusiveMinimum"),
            Maximum = Number(schema, "maximum"),
            ExclusiveMaximum = Flag(schema, "exclusiveMaximum"),
            MultipleOf = Number(schema, "multipleOf"),
            MinLength = Count(schema, "minLength"),
            MaxLength = Count(schema, "maxLength"),
            MinItems = Count(schema, "minItems"),
            MaxItems = Count(schema, "maxItems"),
            UniqueItems = Flag(schema, "uniqueItems"),
            MinProperties = Count(schema, "minProperties"),
            MaxProperties = Count(schema, "maxProperties"),
            AllOf = Schemas(schema["allOf"]),
            AnyOf = Schemas(schema["anyOf"]),
            OneOf = Schemas(schema["oneOf"]),
            Not = schema["not"] is JsonObject not ? Read(not) : null,
            Validations = [.. Objects(schema["x-kubernetes-validations"]).Select(Rule)],
        };
    }

    private static SchemaType TypeOf(JsonObject schema, string? type, bool hasProperties, JsonNode? additional) => type switch
    {
        "object" when !hasProperties && additional is JsonObject => SchemaType.Map,
        "object" when !hasProperties && additional is JsonValue value && value.GetValueKind() == JsonValueKind.True => SchemaType.Map,
        "object" => SchemaType.Object,
        "array" => SchemaType.List,
        "string" => SchemaType.String,
        "integer" => SchemaType.Integer,
        "number" => SchemaType.Number,
        "boolean" => SchemaType.Boolean,
        _ when Flag(schema, "x-kubernetes-int-or-string") => SchemaType.IntOrString,
        _ when hasProperties => SchemaType.Object,
        _ => SchemaType.Any,
    };

    private static ValidationRule Rule(JsonObject rule) =>
        new(Text(rule, "rule") ?? "", Text(rule, "message"), Text(rule, "messageExpression"), Text(rule, "reason"), Text(rule, "fieldPath")) { OptionalOldSelf = Flag(rule, "optionalOldSelf") };

    private static List<TypeSchema> Schemas(JsonNode? list) => [.. Objects(list).Select(Read)];

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];

    private static List<string> Strings(JsonNode? list) =>
        list is JsonArray array ? [.. array.OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String).Select(v => v.GetValue<string>())] : [];

    private static string? Text(JsonObject schema, string name) =>
        schema[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static bool Flag(JsonObject schema, string name) => schema[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    private static double? Number(JsonObject schema, string name) =>
        schema[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;

    private static long? Count(JsonObject schema, string name) => Number(schema, name) is { } number ? (long)number : null;
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.OpenApi;

/// <summary>Writes types as OpenAPI definitions, together with all that they refer to.</summary>
internal sealed class DefinitionWriter(BuiltInTypes types, OpenApiVersion version)
{
    private readonly Queue<TypeSchema> _pending = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The definitions written so far.</summary>
    public JsonObject Definitions { get; } = [];

    public JsonObject Reference(string name)
    {
        if (_known.Add(name))
        {
            if (WellKnown(name) is { } definition)
                Definitions[name] = definition;
            else
                _pending.Enqueue(types.Type(name));
        }
        return new JsonObject { ["$ref"] = (version == OpenApiVersion.V2 ? "#/definitions/" : "#/components/schemas/") + name };
    }

    /// <summary>Writes a kind and its list.</summary>
    public void Add(ServedKind kind)
    {
        var name = DefinitionNames.Of(kind);
        _known.Add(name);
        _known.Add(DefinitionNames.ListOf(kind));
        var definition = Body(kind.Schema);
        definition["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind, kind.Kind));
        Definitions[name] = definition;
        var list = new JsonObject
        {
            ["description"] = $"{kind.ListKind} is a list of {kind.Kind}",
            ["type"] = "object",
            ["required"] = new JsonArray("items"),
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = new JsonObject { ["description"] = RootProperties.ApiVersionDescription, ["type"] = "string" },
                ["items"] = new JsonObject { ["description"] = $"List of {kind.Plural}.", ["type"] = "array", ["items"] = Reference(name) },
                ["kind"] = new JsonObject { ["description"] = RootProperties.KindDescription, ["type"] = "string" },
                ["metadata"] = Referring(DefinitionNames.ListMeta, new JsonObject { ["description"] = "Standard list metadata." }),
            },
            ["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind, kind.ListKind)),
        };
        Definitions[DefinitionNames.ListOf(kind)] = list;
    }

    /// <summary>Writes everything that was referred to.</summary>
    public void Complete()
    {
        while (_pending.TryDequeue(out var type))
        {
            if (!Definitions.ContainsKey(type.Name!))
                Definitions[type.Name!] = Body(type);
        }
    }

    public static JsonObject GroupVersionKind(ServedKind kind, string name) => new() { ["group"] = kind.Group, ["kind"] = name, ["version"] = kind.Version };

    private JsonObject Write(TypeSchema schema)
    {
        if (schema.Name is { } name && types.Named.ContainsKey(name))
            return Referring(name, Annotations(schema));
        if (schema.Type == SchemaType.Quantity)
            return Referring(DefinitionNames.Quantity, Annotations(schema));
        if (schema is { Type: SchemaType.IntOrString, Format: "int-or-string" })
            return Referring(DefinitionNames.IntOrString, Annotations(schema));
        return Body(schema);
    }

    /// <summary>In version 3 nothing may stand beside a reference.</summary>
    private JsonObject Referring(string name, JsonObject annotations)
    {
        var reference = Reference(name);
        if (annotations.Count == 0)
            return reference;
        if (version == OpenApiVersion.V3)
            annotations["allOf"] = new JsonArray(reference);
        else
            annotations["$ref"] = reference["$ref"]!.DeepClone();
        return annotations;
    }

    private JsonObject Annotations(TypeSchema schema)
    {
        var result = new JsonObject();
        if (schema.Description is not null)
            result["description"] = schema.Description;
        if (schema.Default is not null && version == OpenApiVersion.V3)
            result["default"] = schema.Default.DeepClone();
        if (schema.Strategic is { } strategic)
        {
            if (strategic.MergeKey is not null)
                result["x-kubernetes-patch-merge-key"] = strategic.MergeKey;
            result["x-kubernetes-patch-strategy"] = string.Join(',',
                ((string?[])[strategic.Merge ? "merge" : null, strategic.Replace ? "replace" : null, strategic.RetainKeys ? "retainKeys" : null]).Where(s => s is not null));
        }
        return result;
    }

    private JsonObject Body(TypeSchema schema)
    {
        var result = Annotations(schema);
        // Clients check version 2 documents strictly: where anything is allowed they must not learn less.
        var open = version == OpenApiVersion.V2 && schema.PreserveUnknownFields;
        if (TypeName(schema) is { } type && !(version == OpenApiVersion.V2 && schema.Nullable))
            result["type"] = type;
        if (schema.Format is not null)
            result["format"] = schema.Format;
        if (schema.Properties.Count > 0 && !open)
            result["properties"] = new JsonObject(schema.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Write(p.Value))));
        if (schema.Required.Count > 0 && !open)
            result["required"] = Strings(schema.Required);
        if (schema is { Type: SchemaType.Map, Items: { } values } && !open)
            result["additionalProperties"] = Write(values);
        if (schema is { Type: SchemaType.List, Items: { } items })
            result["items"] = Write(items);
        ConstraintWriter.Write(schema, result, version, Write);
        KubernetesExtensions(schema, result);
        return result;
    }

    private static void KubernetesExtensions(TypeSchema schema, JsonObject result)
    {
        if (schema.Type == SchemaType.List)
        {
            result["x-kubernetes-list-type"] = schema.ListType switch { ListType.Map => "map", ListType.Set => "set", _ => "atomic" };
            if (schema.ListMapKeys.Count > 0)
                result["x-kubernetes-list-map-keys"] = Strings(schema.ListMapKeys);
        }
        if (schema.AtomicMap)
            result["x-kubernetes-map-type"] = "atomic";
        if (schema is { PreserveUnknownFields: true, Name: null })
            result["x-kubernetes-preserve-unknown-fields"] = true;
        if (schema.EmbeddedResource)
            result["x-kubernetes-embedded-resource"] = true;
        if (schema is { Type: SchemaType.IntOrString, Format: null })
            result["x-kubernetes-int-or-string"] = true;
    }

    private static string? TypeName(TypeSchema schema) => schema.Type switch
    {
        SchemaType.Object or SchemaType.Map => "object",
        SchemaType.List => "array",
        SchemaType.String => "string",
        SchemaType.Integer => "integer",
        SchemaType.Number => "number",
        SchemaType.Boolean => "boolean",
        _ => null,
    };

    private JsonObject? WellKnown(string name) => name switch
    {
        DefinitionNames.Quantity when version == OpenApiVersion.V2 => new() { ["description"] = "A number with a suffix such as m, k, M or Mi.", ["type"] = "string" },
        DefinitionNames.Quantity => new()
        {
            ["description"] = "A number with a suffix such as m, k, M or Mi.",
            ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "number" }),
        },
        DefinitionNames.IntOrString when version == OpenApiVersion.V2 => new() { ["description"] = "An integer or a string.", ["type"] = "string", ["format"] = "int-or-string" },
        DefinitionNames.IntOrString => new()
        {
            ["description"] = "An integer or a string.",
            ["format"] = "int-or-string",
            ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }),
        },
        DefinitionNames.Patch => new() { ["description"] = "A patch in the form that the content type names.", ["type"] = "object" },
        _ => null,
    };

    private static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];
}

using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.CustomResources;

/// <summary>
/// What the API server keeps of a custom resource: fields that its structural schema does not name are dropped, except below x-kubernetes-preserve-unknown-fields.
/// apiVersion, kind and metadata of the object, and of embedded resources, stay.
/// </summary>
public sealed class StructuralPruning
{
    private readonly JsonObject? _schema;

    private StructuralPruning(JsonObject? schema) => _schema = schema;

    /// <summary>For an openAPIV3Schema. Without one nothing is dropped.</summary>
    public static StructuralPruning From(JsonObject? openApiV3Schema) => new(openApiV3Schema);

    /// <summary>Drops from the object what the server would drop.</summary>
    public void Prune(JsonObject obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (_schema is not null)
            PruneObject(obj, _schema, isResource: true);
    }

    /// <summary>Whether the server keeps a field at that path, as <c>Keeps("status", "phase")</c>. Below a list its items are meant.</summary>
    public bool Keeps(params ReadOnlySpan<string> path)
    {
        if (_schema is null)
            return true;
        var schema = _schema;
        var isResource = true;
        foreach (var name in path)
        {
            while (schema?["items"] is JsonObject items)
                schema = items;
            if (isResource && IsMeta(name))
                return true;
            var preserves = schema is not null && Flag(schema, "x-kubernetes-preserve-unknown-fields");
            if (!Below(schema, name, out var next))
                return preserves;
            schema = next;
            isResource = schema is not null && Flag(schema, "x-kubernetes-embedded-resource");
        }

        return true;
    }

    private static void Prune(JsonNode? node, JsonObject? schema, bool inPreserved)
    {
        if (node is JsonObject obj)
        {
            if (schema is not null || !inPreserved)
                PruneObject(obj, schema, schema is not null && Flag(schema, "x-kubernetes-embedded-resource"), inPreserved);
        }
        else if (node is JsonArray array)
        {
            // An array below a preserving schema is preserving itself, whatever its items' schema says of it.
            var preserved = (inPreserved && schema is null) || (schema is not null && (inPreserved || Flag(schema, "x-kubernetes-preserve-unknown-fields")));
            foreach (var item in array)
                Prune(item, schema?["items"] as JsonObject, preserved);
        }
    }

    private static void PruneObject(JsonObject obj, JsonObject? schema, bool isResource, bool inPreserved = false)
    {
        var preserves = inPreserved || (schema is not null && Flag(schema, "x-kubernetes-preserve-unknown-fields"));
        List<string>? dropped = null;
        foreach (var (name, value) in obj)
        {
            if (isResource && IsMeta(name))
                continue;
            if (Below(schema, name, out var next))
                Prune(value, next, inPreserved: false);
            else if (!preserves)
                (dropped ??= []).Add(name);
        }

        foreach (var name in dropped ?? [])
            obj.Remove(name);
    }

    // Where the schema says something about a field; what it says is null for additionalProperties without a schema.
    private static bool Below(JsonObject? schema, string name, out JsonObject? next)
    {
        next = (schema?["properties"] as JsonObject)?[name] as JsonObject;
        if (next is not null)
            return true;
        var additional = schema?["additionalProperties"];
        next = additional as JsonObject;
        return additional is not null;
    }

    private static bool IsMeta(string name) => name is "apiVersion" or "kind" or "metadata";

    private static bool Flag(JsonObject schema, string name) => schema[name] is JsonValue value && value.TryGetValue(out bool set) && set;
}

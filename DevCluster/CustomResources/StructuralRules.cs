using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>What makes an OpenAPI schema structural: every value has a type, and nothing that would make the shape depend on the value.</summary>
internal static class StructuralRules
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    public static IEnumerable<FieldError> Validate(JsonObject schema, string path)
    {
        if (schema.Text("type") is not "object")
            yield return schema.Text("type") is { } other ? FieldError.Invalid($"{path}.type", other, "must be object at the root") : FieldError.Required($"{path}.type", "must not be empty at the root");
        foreach (var error in Value(schema, path, isRoot: true))
            yield return error;
    }

    private static IEnumerable<FieldError> Value(JsonObject schema, string path, bool isRoot)
    {
        var type = schema.Text("type");
        var free = schema["x-kubernetes-preserve-unknown-fields"].IsTrue() || schema["x-kubernetes-int-or-string"].IsTrue();
        if (type is null && !free && !isRoot)
            yield return FieldError.Required($"{path}.type", "must not be empty for specified object fields");
        if (type is not null && !Types.Contains(type, StringComparer.Ordinal))
            yield return FieldError.NotSupported($"{path}.type", type, Types);
        foreach (var name in (string[])["$ref", "definitions", "dependencies", "patternProperties", "additionalItems", "id"])
        {
            if (schema.ContainsKey(name))
                yield return FieldError.Forbidden($"{path}.{name}", $"{name} is not supported");
        }

        if (schema["uniqueItems"].IsTrue())
            yield return FieldError.Forbidden($"{path}.uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        if (schema.ContainsKey("properties") && schema.ContainsKey("additionalProperties"))
            yield return FieldError.Forbidden($"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive");
        if (schema["additionalProperties"] is JsonValue closed && !closed.IsTrue())
            yield return FieldError.Forbidden($"{path}.additionalProperties", "additionalProperties cannot be set to false");
        if (schema.Text("pattern") is { } pattern && !IsPattern(pattern))
            yield return FieldError.Invalid($"{path}.pattern", pattern, "must be a valid regular expression, but isn't");
        if (type is "array" && schema["items"] is null)
            yield return FieldError.Required($"{path}.items", "must be specified");
        if (schema["default"] is { } value)
        {
            foreach (var error in Validation.SchemaValidator.Validate(Schemas.OpenApiSchemaReader.Read(schema), value, $"{path}.default"))
                yield return error;
        }

        foreach (var error in Junctors(schema, path))
            yield return error;
        foreach (var error in Lists(schema, path))
            yield return error;
        foreach (var error in Children(schema, path))
            yield return error;
    }

    /// <summary>What is only checked, not part of the shape, must not describe a shape.</summary>
    private static IEnumerable<FieldError> Junctors(JsonObject schema, string path)
    {
        var parts = ((string[])["allOf", "anyOf", "oneOf"]).SelectMany(name => (schema[name] as JsonArray ?? []).Select((part, i) => (Part: part as JsonObject, Path: $"{path}.{name}[{i}]")))
            .Append((Part: schema["not"] as JsonObject, Path: $"{path}.not"));
        var intOrString = schema["x-kubernetes-int-or-string"].IsTrue();
        foreach (var (part, at) in parts)
        {
            if (part is null)
                continue;
            foreach (var name in (string[])["type", "default", "additionalProperties", "nullable", "title", "description", "x-kubernetes-validations"])
            {
                if (part.ContainsKey(name) && !(intOrString && name is "type"))
                    yield return FieldError.Forbidden($"{at}.{name}", "must be empty to be structural");
            }

            foreach (var error in Junctors(part, at))
                yield return error;
        }
    }

    private static IEnumerable<FieldError> Lists(JsonObject schema, string path)
    {
        var listType = schema.Text("x-kubernetes-list-type");
        if (listType is not null and not ("atomic" or "set" or "map"))
            yield return FieldError.NotSupported($"{path}.x-kubernetes-list-type", listType, ["atomic", "set", "map"]);
        var keys = schema["x-kubernetes-list-map-keys"] as JsonArray ?? [];
        if (listType is "map" && keys.Count == 0)
            yield return FieldError.Required($"{path}.x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map");
        if (listType is not "map")
            yield break;
        var properties = schema.Dig("items", "properties") as JsonObject ?? [];
        var required = (schema.Dig("items", "required") as JsonArray ?? []).Select(name => name.Text()).ToHashSet(StringComparer.Ordinal);
        foreach (var key in keys.Select(key => key.Text() ?? ""))
        {
            if (properties[key] is not JsonObject property)
                yield return FieldError.Invalid($"{path}.x-kubernetes-list-map-keys", new JsonArray(key), $"entry {key} not found in items.properties");
            else if (!required.Contains(key) && property["default"] is null)
                yield return FieldError.Required($"{path}.items.properties[{key}].default", "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property");
        }
    }

    private static IEnumerable<FieldError> Children(JsonObject schema, string path)
    {
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (property is not JsonObject child)
                continue;
            foreach (var error in Value(child, $"{path}.properties[{name}]", isRoot: false))
                yield return error;
        }

        if (schema["items"] is JsonObject items)
        {
            foreach (var error in Value(items, $"{path}.items", isRoot: false))
                yield return error;
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            foreach (var error in Value(values, $"{path}.additionalProperties", isRoot: false))
                yield return error;
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = Regex.Match("", pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

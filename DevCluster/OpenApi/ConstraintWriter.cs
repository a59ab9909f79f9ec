using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.OpenApi;

/// <summary>Writes what a schema demands of values. Version 2 has no words for alternatives and null.</summary>
internal static class ConstraintWriter
{
    public static void Write(TypeSchema schema, JsonObject result, OpenApiVersion version, Func<TypeSchema, JsonObject> write)
    {
        Set(result, "title", schema.Title);
        Set(result, "pattern", schema.Pattern);
        Set(result, "minimum", schema.Minimum);
        Set(result, "maximum", schema.Maximum);
        Set(result, "multipleOf", schema.MultipleOf);
        Set(result, "minLength", schema.MinLength);
        Set(result, "maxLength", schema.MaxLength);
        Set(result, "minItems", schema.MinItems);
        Set(result, "maxItems", schema.MaxItems);
        Set(result, "minProperties", schema.MinProperties);
        Set(result, "maxProperties", schema.MaxProperties);
        Flag(result, "exclusiveMinimum", schema.ExclusiveMinimum);
        Flag(result, "exclusiveMaximum", schema.ExclusiveMaximum);
        Flag(result, "uniqueItems", schema.UniqueItems);
        if (schema.Enum.Count > 0)
            result["enum"] = new JsonArray([.. schema.Enum.Select(v => v?.DeepClone())]);
        if (version == OpenApiVersion.V2)
            return;
        Flag(result, "nullable", schema.Nullable);
        Alternatives(result, "allOf", schema.AllOf, write);
        Alternatives(result, "anyOf", schema.AnyOf, write);
        Alternatives(result, "oneOf", schema.OneOf, write);
        if (schema.Not is { } not)
            result["not"] = write(not);
        if (schema.Validations.Count > 0)
            result["x-kubernetes-validations"] = new JsonArray([.. schema.Validations.Select(Rule)]);
    }

    private static JsonObject Rule(ValidationRule rule)
    {
        var result = new JsonObject { ["rule"] = rule.Rule };
        Set(result, "message", rule.Message);
        Set(result, "messageExpression", rule.MessageExpression);
        Set(result, "reason", rule.Reason);
        Set(result, "fieldPath", rule.FieldPath);
        return result;
    }

    private static void Alternatives(JsonObject result, string name, IReadOnlyList<TypeSchema> schemas, Func<TypeSchema, JsonObject> write)
    {
        if (schemas.Count > 0)
            result[name] = new JsonArray([.. schemas.Select(write)]);
    }

    private static void Set(JsonObject result, string name, string? value)
    {
        if (value is not null)
            result[name] = value;
    }

    private static void Set(JsonObject result, string name, double? value)
    {
        if (value is { } number)
            result[name] = number;
    }

    private static void Set(JsonObject result, string name, long? value)
    {
        if (value is { } number)
            result[name] = number;
    }

    private static void Flag(JsonObject result, string name, bool value)
    {
        if (value)
            result[name] = true;
    }
}

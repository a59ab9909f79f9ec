using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Apply;

/// <summary>Says why an applied configuration does not fit its type: undeclared fields, wrong types, duplicate list keys.</summary>
internal static class ConfigurationValidator
{
    /// <returns>Messages such as <c>.spec.foo: field not declared in schema</c>, one per mistake.</returns>
    public static List<string> Validate(TypeSchema schema, JsonObject configuration)
    {
        var errors = new List<string>();
        Visit(schema, configuration, "", errors);
        return errors;
    }

    private static void Visit(TypeSchema schema, JsonNode? value, string path, List<string> errors)
    {
        if (value is null)
            return;
        switch (FieldTypes.ShapeOf(schema, value))
        {
            case FieldShape.Map:
                if (value is JsonObject map)
                    VisitMap(schema, map, path, errors);
                else
                    errors.Add($"{path}: expected map, got &{{{Text(value)}}}");
                break;
            case FieldShape.List:
                if (value is JsonArray list)
                    VisitList(schema, list, path, errors);
                else
                    errors.Add($"{path}: expected list, got &{{{Text(value)}}}");
                break;
            default:
                if (ScalarError(schema, value) is { } error)
                    errors.Add($"{path}: {error}");
                break;
        }
    }

    private static void VisitMap(TypeSchema schema, JsonObject map, string path, List<string> errors)
    {
        foreach (var (name, value) in map)
        {
            if (FieldTypes.Field(schema, name) is { } field)
            {
                Visit(field, value, $"{path}.{name}", errors);
                continue;
            }
            errors.Add($"{path}.{name}: field not declared in schema");
        }
    }

    private static void VisitList(TypeSchema schema, JsonArray list, string path, List<string> errors)
    {
        if (schema.Type == SchemaType.Any)
            return;
        var seen = new HashSet<PathElement>();
        for (var i = 0; i < list.Count; i++)
        {
            PathElement element;
            try
            {
                element = schema.ListType == ListType.Atomic ? PathElement.OfIndex(i) : FieldTypes.Item(schema, list[i]);
            }
            catch (FormatException error)
            {
                errors.Add($"{path}: element {i}: {error.Message}");
                return;
            }
            if (!seen.Add(element))
                errors.Add($"{path}: duplicate entries for key {element}");
            Visit(schema.Items ?? TypeSchema.Any, list[i], path + element, errors);
        }
    }

    private static string? ScalarError(TypeSchema schema, JsonNode value)
    {
        var kind = value.GetValueKind();
        return schema.Type switch
        {
            SchemaType.String when kind != JsonValueKind.String => $"expected string, got &value.valueUnstructured{{Value:{Text(value)}}}",
            SchemaType.Integer or SchemaType.Number when kind != JsonValueKind.Number => $"expected numeric (int or float), got {GoType(kind)}",
            SchemaType.Boolean when kind is not (JsonValueKind.True or JsonValueKind.False) => $"expected boolean, got &{{{Text(value)}}}",
            SchemaType.IntOrString or SchemaType.Quantity or SchemaType.Any when kind is JsonValueKind.Object or JsonValueKind.Array => $"expected any scalar, got &{{{Text(value)}}}",
            _ => null,
        };
    }

    private static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string GoType(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "[]interface {}",
        _ => "map[string]interface {}",
    };
}

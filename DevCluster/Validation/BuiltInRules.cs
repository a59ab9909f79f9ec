using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Validation;

/// <summary>The rules of built-in kinds that follow from their schema: required fields, enumerations, ranges.</summary>
internal static class BuiltInRules
{
    // Fields that the API documentation calls required and the server does not ask for.
    private static readonly HashSet<string> NotAskedFor = new(["StatefulSet.spec.serviceName", "Event.reportingComponent", "Event.reportingInstance", "Event.eventTime"], StringComparer.Ordinal);

    public static IReadOnlyList<FieldError> Validate(ServedKind kind, JsonObject obj)
    {
        var errors = new List<FieldError>();
        Check(kind.Schema, obj, "", errors);
        errors.AddRange(KindRules.Validate(kind, obj));
        errors.RemoveAll(error => NotAskedFor.Contains($"{kind.Kind}.{error.Field}"));
        return errors;
    }

    private static void Check(TypeSchema schema, JsonNode value, string path, List<FieldError> errors)
    {
        switch (value)
        {
            case JsonObject map:
                CheckObject(schema, map, path, errors);
                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is { } item)
                        Check(items, item, $"{path}[{i}]", errors);
                }

                break;
            case JsonValue scalar:
                CheckScalar(schema, scalar, path, errors);
                break;
        }
    }

    private static void CheckObject(TypeSchema schema, JsonObject map, string path, List<FieldError> errors)
    {
        if (path is "metadata" or "status")
            return;
        foreach (var name in schema.Required)
        {
            if (IsAbsent(map[name]))
                errors.Add(FieldError.Required(Inner(path, name)));
        }

        foreach (var (name, value) in map)
        {
            if (value is not null && (schema.Properties.GetValueOrDefault(name) ?? schema.Items) is { } property)
                Check(property, value, Inner(path, name), errors);
        }
    }

    private static void CheckScalar(TypeSchema schema, JsonValue value, string path, List<FieldError> errors)
    {
        if (schema.Enum.Count > 0 && !schema.Enum.Any(allowed => JsonNode.DeepEquals(allowed, value)))
            errors.Add(FieldError.NotSupported(path, value, schema.Enum.Select(allowed => allowed.Text() ?? "").Order(StringComparer.Ordinal)));
        if (value.GetValueKind() != JsonValueKind.Number || value.Number() is not { } number)
            return;
        if (schema.Minimum is { } min && number < min)
            errors.Add(FieldError.Invalid(path, value, $"must be greater than or equal to {min}"));
        if (schema.Maximum is { } max && number > max)
            errors.Add(FieldError.Invalid(path, value, $"must be less than or equal to {max}"));
    }

    private static bool IsAbsent(JsonNode? value) => value is null || value.Text() is { Length: 0 };

    private static string Inner(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

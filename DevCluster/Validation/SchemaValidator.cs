using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Validation;

/// <summary>Checks a custom resource against its schema, with the real server's sentences. Rules of the schema are evaluated elsewhere.</summary>
internal sealed class SchemaValidator
{
    private readonly List<FieldError> _errors = [];

    private SchemaValidator()
    {
    }

    public static IReadOnlyList<FieldError> Validate(TypeSchema schema, JsonNode? value, string path = "")
    {
        var validator = new SchemaValidator();
        validator.Check(schema, value, path);
        return validator._errors;
    }

    private void Check(TypeSchema schema, JsonNode? value, string path)
    {
        if (value is null)
        {
            if (!schema.Nullable && TypeName(schema) is { } expected)
                Wrong(path, "null", expected);
            return;
        }

        if (!TypeMatches(schema, value))
        {
            Wrong(path, NameOf(value), TypeName(schema)!);
            return;
        }

        switch (value)
        {
            case JsonObject map:
                CheckObject(schema, map, path);
                break;
            case JsonArray list:
                CheckList(schema, list, path);
                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                CheckText(schema, text.GetValue<string>(), path);
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                CheckNumber(schema, number, path);
                break;
        }

        CheckEnum(schema, value, path);
        CheckCombinations(schema, value, path);
    }

    private void CheckObject(TypeSchema schema, JsonObject map, string path)
    {
        foreach (var name in schema.Required)
        {
            if (!map.ContainsKey(name))
                _errors.Add(FieldError.Required(Inner(path, name)));
        }

        if (schema.EmbeddedResource)
        {
            foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
            {
                if (map.Text(name) is not { Length: > 0 })
                    _errors.Add(FieldError.Required(Inner(path, name), "must not be empty"));
            }
        }

        if (schema.MinProperties is { } min && map.Count < min)
            Add(path, value: Show(map), $"{Where(path)} should have at least {min} properties");
        if (schema.MaxProperties is { } max && map.Count > max)
            _errors.Add(FieldError.TooMany(path, map.Count, max));
        foreach (var (name, value) in map)
        {
            if (schema.Properties.TryGetValue(name, out var property))
            {
                // Metadata is checked as metadata.
                if (path.Length > 0 || name is not ("metadata" or "apiVersion" or "kind"))
                    Check(property, value, Inner(path, name));
            }
            else if (schema.Items is { } values)
            {
                Check(values, value, Inner(path, name));
            }
        }
    }

    private void CheckList(TypeSchema schema, JsonArray list, string path)
    {
        if (schema.MinItems is { } min && list.Count < min)
            Add(path, list.Count.ToString(CultureInfo.InvariantCulture), $"{Where(path)} should have at least {min} items");
        if (schema.MaxItems is { } max && list.Count > max)
            _errors.Add(FieldError.TooMany(path, list.Count, max));
        if (schema.UniqueItems && HasDuplicate(list))
            Add(path, Show(list), $"{Where(path)} shouldn't contain duplicates");
        if (schema.Items is { } items)
        {
            for (var i = 0; i < list.Count; i++)
                Check(items, list[i], $"{path}[{i}]");
        }

        _errors.AddRange(ListDuplicates.Find(schema, list, path));
    }

    private void CheckText(TypeSchema schema, string text, string path)
    {
        var length = new StringInfo(text).LengthInTextElements;
        if (schema.MinLength is { } min && length < min)
            Add(path, FieldError.Quote(text), $"{Where(path)} should be at least {min} chars long");
        if (schema.MaxLength is { } max && length > max)
            _errors.Add(FieldError.TooLong(path, max));
        if (schema.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
            Add(path, FieldError.Quote(text), $"{Where(path)} should match '{pattern}'");
        if (schema.Format is { } format && !Formats.Matches(format, text))
            Add(path, FieldError.Quote(text), $"{Where(path)} must be of type {format}: {FieldError.Quote(text)}");
    }

    private void CheckNumber(TypeSchema schema, JsonValue value, string path)
    {
        var shown = value.ToJsonString();
        var number = double.Parse(shown, CultureInfo.InvariantCulture);
        if (schema.Minimum is { } min && (number < min || schema.ExclusiveMinimum && number <= min))
            Add(path, shown, $"{Where(path)} should be greater than{(schema.ExclusiveMinimum ? "" : " or equal to")} {Show(min)}");
        if (schema.Maximum is { } max && (number > max || schema.ExclusiveMaximum && number >= max))
            Add(path, shown, $"{Where(path)} should be less than{(schema.ExclusiveMaximum ? "" : " or equal to")} {Show(max)}");
        if (schema.MultipleOf is { } multiple && Math.Abs(number / multiple - Math.Round(number / multiple)) > 1e-9)
            Add(path, shown, $"{Where(path)} should be a multiple of {Show(multiple)}");
    }

    private void CheckEnum(TypeSchema schema, JsonNode value, string path)
    {
        if (schema.Enum.Count > 0 && !schema.Enum.Any(allowed => JsonNode.DeepEquals(allowed, value)))
            _errors.Add(FieldError.NotSupported(path, value, schema.Enum.Select(allowed => allowed.Text() ?? allowed?.ToJsonString() ?? "null")));
    }

    private void CheckCombinations(TypeSchema schema, JsonNode value, string path)
    {
        if (schema.AnyOf.Count > 0 && !schema.AnyOf.Any(option => Fits(option, value)))
            AddForNone($"{FieldError.Quote(path)} must validate at least one schema (anyOf)");
        if (schema.OneOf.Count > 0 && schema.OneOf.Count(option => Fits(option, value)) != 1)
            AddForNone($"{FieldError.Quote(path)} must validate one and only one schema (oneOf)");
        if (schema.AllOf.Count > 0 && !schema.AllOf.All(option => Fits(option, value)))
        {
            foreach (var option in schema.AllOf)
                _errors.AddRange(Validate(option, value, path));
            AddForNone($"{FieldError.Quote(path)} must validate all the schemas (allOf)");
        }

        if (schema.Not is { } not && Fits(not, value))
            AddForNone($"{FieldError.Quote(path)} must not validate the schema (not)");
    }

    /// <summary>The real server names no field where several schemas meet.</summary>
    private void AddForNone(string detail) => Add("<nil>", "\"\"", detail);

    private static bool Fits(TypeSchema schema, JsonNode value) => Validate(schema, value).Count == 0;

    private void Wrong(string path, string found, string expected) =>
        _errors.Add(FieldError.TypeInvalid(path, FieldError.Quote(found), $"{Where(path)} must be of type {expected}: {FieldError.Quote(found)}"));

    private void Add(string path, string value, string detail) => _errors.Add(FieldError.InvalidText(path, value, detail));

    private static string Where(string path) => path.Length == 0 ? "in body" : $"{path} in body";

    private static string Inner(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Show(JsonNode value) => FieldError.Show(value);

    private static string Show(double number) => number.ToString("G", CultureInfo.InvariantCulture);

    private static bool HasDuplicate(JsonArray list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            for (var j = i + 1; j < list.Count; j++)
            {
                if (JsonNode.DeepEquals(list[i], list[j]))
                    return true;
            }
        }

        return false;
    }

    private static string? TypeName(TypeSchema schema) => schema.Type switch
    {
        SchemaType.Object or SchemaType.Map => "object",
        SchemaType.List => "array",
        SchemaType.String or SchemaType.Quantity => "string",
        SchemaType.Integer => "integer",
        SchemaType.Number => "number",
        SchemaType.Boolean => "boolean",
        SchemaType.IntOrString => "integer,string",
        _ => null,
    };

    private static bool TypeMatches(TypeSchema schema, JsonNode value) => (schema.Type, value.GetValueKind()) switch
    {
        (SchemaType.Any, _) => true,
        (SchemaType.Object or SchemaType.Map, JsonValueKind.Object) => true,
        (SchemaType.List, JsonValueKind.Array) => true,
        (SchemaType.String or SchemaType.Quantity or SchemaType.IntOrString, JsonValueKind.String) => true,
        (SchemaType.Integer or SchemaType.IntOrString, JsonValueKind.Number) => value.Number() is not null,
        (SchemaType.Number or SchemaType.Quantity, JsonValueKind.Number) => true,
        (SchemaType.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
        _ => false,
    };

    private static string NameOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.Number() is null ? "number" : "integer",
        _ => "boolean",
    };
}

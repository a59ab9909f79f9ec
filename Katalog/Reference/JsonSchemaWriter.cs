using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Schema;

namespace Orkestra.Katalog.Reference;

/// <summary>Writes the table of the language as JSON Schema. A block that is used in several places is written once.</summary>
internal sealed class JsonSchemaWriter
{
    private const string Template = @"\{\{";

    private readonly Dictionary<BlockSchema, string> _names = [];
    private readonly JsonObject _definitions = [];

    public JsonObject Write(string kind, BlockSchema document)
    {
        var root = Block(document);
        root["properties"]!["kind"] = new JsonObject { ["const"] = kind };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"Orkestra {kind}",
        };
        foreach (var (name, value) in root)
            schema[name] = value?.DeepClone();
        schema["$defs"] = _definitions;
        return schema;
    }

    private JsonObject Reference(BlockSchema block)
    {
        if (!_names.TryGetValue(block, out var name))
        {
            name = NameOf(block);
            // Named before it is written: a block may have itself inside.
            _names[block] = name;
            _definitions[name] = new JsonObject();
            _definitions[name] = Block(block);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private string NameOf(BlockSchema block)
    {
        var text = new StringBuilder();
        foreach (var c in block.Name)
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        var name = text.ToString();
        for (var i = 2; _definitions.ContainsKey(name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{text}-{i}");
        return name;
    }

    private JsonObject Block(BlockSchema block)
    {
        var properties = new JsonObject();
        foreach (var key in block.Keys.Where(key => key.State is not (KeyState.NotExecuted or KeyState.Impossible)))
        {
            var value = Of(key.Shape);
            if (key.Documentation.Length > 0)
                value["description"] = key.Documentation;
            properties[key.Name] = value;
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (block.Keys.Any(key => key.IsRequired))
            schema["required"] = new JsonArray([.. block.Keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))]);
        if (!block.IsOpen)
            schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Of(Shape shape)
    {
        var facts = shape.Facts;
        var schema = facts switch
        {
            { Block: { } block } => Reference(block),
            { Items: { } items } => new JsonObject { ["type"] = "array", ["items"] = Of(items) },
            { Values: { } values } => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(values) },
            { Options.Count: > 0 } => new JsonObject { ["anyOf"] = new JsonArray([.. facts.Options.Select(Of)]) },
            { Type: "anything" } => [],
            { Type: "true or false" } => new JsonObject { ["type"] = "boolean" },
            { Type: "whole number" } => Number(facts),
            { Allowed.Count: > 0 } => new JsonObject { ["enum"] = new JsonArray([.. facts.Allowed.Select(value => JsonValue.Create(value))]) },
            // A number or truth value counts as its text.
            _ => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        };
        return facts.AllowsTemplate && facts is not { Type: "text", Allowed.Count: 0 }
            ? new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "string", ["pattern"] = Template }) }
            : schema;
    }

    private static JsonObject Number(ShapeFacts facts)
    {
        var number = new JsonObject { ["type"] = "integer" };
        if (facts.Min is { } min and > long.MinValue)
            number["minimum"] = min;
        if (facts.Max is { } max and < long.MaxValue)
            number["maximum"] = max;
        // Where a template may stand, a number may stand in quotes.
        return facts.AllowsTemplate ? new JsonObject { ["anyOf"] = new JsonArray(number, new JsonObject { ["type"] = "string", ["pattern"] = "^-?[0-9]*$" }) } : number;
    }
}

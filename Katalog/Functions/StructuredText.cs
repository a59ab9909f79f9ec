using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates.Execution;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Orkestra.Katalog.Functions;

/// <summary>Reads JSON or plain YAML out of a text. Anchors, tags and several documents are not read, so a small text cannot become a large value.</summary>
internal static class StructuredText
{
    private const int Depth = 64;

    /// <summary>The map or list that the text holds; null if it holds none.</summary>
    public static JsonNode? Parse(string text, Evaluation evaluation)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Arg.ParseJson(text, evaluation) is { } json)
            return json is JsonValue ? null : json;
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            return Node(parser, Depth) is var node and not JsonValue ? node : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static JsonNode? Node(Parser parser, int depth)
    {
        if (depth == 0)
            throw new YamlException("nested too deeply");
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                list.Add(Node(parser, depth - 1));
            return list;
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var map = new JsonObject();
            while (!parser.TryConsume<MappingEnd>(out _))
                map[parser.Consume<Scalar>().Value] = Node(parser, depth - 1);
            return map;
        }

        var scalar = parser.Consume<Scalar>();
        return scalar.IsPlainImplicit ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);
    }

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ => Arg.ParseNumber(text) switch
        {
            long integer => JsonValue.Create(integer),
            double real => JsonValue.Create(real),
            _ => JsonValue.Create(text),
        },
    };
}

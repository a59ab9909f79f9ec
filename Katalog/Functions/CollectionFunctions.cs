using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Lists and maps.</summary>
internal static class CollectionFunctions
{
    public static FunctionDomain All() => new FunctionDomain("collections")
        .Add(
            "asList VALUE → slice",
            "A list as it is, or the list that a text holds as JSON or YAML; an empty list for everything else.",
            "{{ asList \"[1,2]\" }} → [1 2]",
            static (a, e) => a[0] as JsonArray ?? Parsed(a[0], e) as JsonArray ?? [])
        .Add(
            "asMap VALUE → map",
            "A map as it is, or the map that a text holds as JSON or YAML; an empty map for everything else.",
            "{{ (asMap `{\"a\":1}`).a }} → 1",
            static (a, e) => Fields.IsMap(a[0]) ? a[0] : Parsed(a[0], e) as JsonObject ?? [])
        .Add(
            "asString VALUE → string",
            "Any value as text; maps and lists as JSON; nil is \"\".",
            "{{ asString (split \"a,b\" \",\") }} → [\"a\",\"b\"]",
            static (a, e) => Arg.TextOrJson(a[0], e))
        .Add(
            "listGet LIST INDEX → any",
            "The element at an index from 0; nil outside the list.",
            "{{ listGet (split \"a,b\" \",\") 1 }} → b",
            static (a, _) => a[0] is JsonArray list && Arg.Int(a[1]) is var index && index >= 0 && index < list.Count ? TemplateValue.Normalize(list[(int)index]) : null)
        .Add(
            "listHas LIST VALUE → bool",
            "Whether a list has an element that equals the value; numbers are compared as numbers.",
            "{{ listHas (split \"a,b\" \",\") \"b\" }} → true",
            static (a, _) => Lists.Items(a[0]).Any(item => Same(item, a[1])))
        .Add(
            "listLen LIST → int",
            "The number of elements; 0 for everything that is no list.",
            "{{ listLen (split \"a,b\" \",\") }} → 2",
            static (a, _) => (long)(Arg.List(a[0])?.Count ?? 0))
        .Add(
            "mapGet MAP KEY → any",
            "The value of a key; nil where the map or the key is absent.",
            "{{ mapGet (asMap `{\"a\":1}`) \"a\" }} → 1",
            static (a, _) => Fields.Find(a[0], Arg.Text(a[1])),
            ArgumentRead.Walk)
        .Add(
            "mapKeys MAP → slice",
            "The keys, sorted; an empty list for everything that is no map.",
            "{{ mapKeys (asMap `{\"b\":1,\"a\":2}`) }} → [a b]",
            static (a, e) => Lists.Of(Fields.Keys(a[0]), e))
        .Add(
            "mapValues MAP → slice",
            "The values in the order of their keys; an empty list for everything that is no map.",
            "{{ mapValues (asMap `{\"b\":1,\"a\":2}`) }} → [2 1]",
            static (a, _) => new JsonArray([.. Fields.Keys(a[0]).Select(key => Copy(Fields.Find(a[0], key)))]))
        .Add(
            "mapPick MAP [KEY...] → map",
            "A map with these keys only; keys that it does not have are left out.",
            "{{ toJson (mapPick (asMap `{\"a\":1,\"b\":2}`) \"a\") }} → {\"a\":1}",
            static (a, _) => Filter(a, keep: true))
        .Add("mapOmit MAP [KEY...] → map", "A map without these keys.", "{{ toJson (mapOmit (asMap `{\"a\":1,\"b\":2}`) \"a\") }} → {\"b\":2}", static (a, _) => Filter(a, keep: false));

    /// <summary>Equal as Go's ==, but numbers by their value; maps and lists are never equal.</summary>
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (bool a, bool b) => a == b,
        (long or double, long or double) => Arg.Double(left) == Arg.Double(right),
        _ => false,
    };

    private static JsonNode? Parsed(object? value, Evaluation evaluation) => value is string text ? StructuredText.Parse(text, evaluation) : null;

    private static JsonNode? Copy(object? value) => value is JsonNode node ? node.DeepClone() : TemplateValue.ToJson(value);

    private static JsonObject Filter(object?[] arguments, bool keep)
    {
        var names = arguments.Skip(1).Select(Arg.Text).ToHashSet(StringComparer.Ordinal);
        var filtered = new JsonObject();
        foreach (var key in Fields.Keys(arguments[0]))
        {
            if (names.Contains(key) == keep)
                filtered[key] = Copy(Fields.Find(arguments[0], key));
        }

        return filtered;
    }
}

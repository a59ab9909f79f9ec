using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>Turns a value that a template gave into fragments that are read like declared ones. Texts in it are never templates.</summary>
internal static class NodeFragment
{
    public static Fragment Of(SourcePlace place, JsonNode node) => node switch
    {
        JsonObject map => new MapFragment(place, [.. map.Where(each => each.Value is not null).Select(each => KeyValuePair.Create(each.Key, Of(place, each.Value!)))]),
        JsonArray list => new ListFragment(place, [.. list.OfType<JsonNode>().Select(item => Of(place, item))]),
        _ => Scalar(place, TemplateValue.Normalize(node)),
    };

    private static ConstantFragment Scalar(SourcePlace place, object? value) => new(place, Values.ToText(value, place) ?? "", value);
}

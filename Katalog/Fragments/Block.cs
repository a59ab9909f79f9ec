using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>Reads the keys of a compiled map in one scope. Absent keys, and keys whose value renders to nothing, read as null.</summary>
internal sealed class Block(MapFragment map, TemplateScope scope)
{
    public SourcePlace Place => map.Place;

    public TemplateScope Scope => scope;

    public IReadOnlyList<KeyValuePair<string, Fragment>> Entries => map.Entries;

    public bool Has(string key) => map.TryGet(key, out _);

    public SourcePlace PlaceOf(string key) => map.TryGet(key, out var fragment) ? fragment.Place : map.Place;

    /// <summary>A text that is not empty.</summary>
    public string? Text(string key) => map.TryGet(key, out var fragment) && TextOf(fragment) is { Length: > 0 } text ? text : null;

    public string RequiredText(string key) => Text(key) ?? throw new RenderFaultException(PlaceOf(key), $"{key} is empty");

    public long? Whole(string key, long min, long max)
    {
        if (!map.TryGet(key, out var fragment) || Values.ToWhole(fragment.Evaluate(scope), fragment.Place) is not { } number)
            return null;
        return number >= min && number <= max ? number : throw new RenderFaultException(fragment.Place, $"{key} must be from {min} to {max} and is {number}");
    }

    public bool? Flag(string key) => map.TryGet(key, out var fragment) ? Values.ToFlag(fragment.Evaluate(scope), fragment.Place) : null;

    /// <summary>A number where the text is one, else the text: ports and percentages.</summary>
    public JsonNode? WholeOrText(string key) => Text(key) switch
    {
        null => null,
        var text when long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        var text => JsonValue.Create(text),
    };

    /// <summary>The value as it is.</summary>
    public JsonNode? Raw(string key) => map.TryGet(key, out var fragment) ? fragment.ToNode(scope) : null;

    /// <summary>A map of texts; null when it is empty. With <paramref name="keepEmpty"/> values that render to nothing are kept as empty texts, else they are left out.</summary>
    public JsonObject? TextMap(string key, bool keepEmpty)
    {
        if (Structure<MapFragment>(key, "a map") is not { } entries)
            return null;

        var all = new JsonObject();
        for (var i = 0; i < entries.Entries.Count; i++)
        {
            var (name, value) = entries.Entries[i];
            var text = TextOf(value);
            if (keepEmpty || text is { Length: > 0 })
                all[name] = text ?? "";
        }

        return all.Count == 0 ? null : all;
    }

    /// <summary>A list of texts; null when it is empty. A template item that gives a list counts as its items.</summary>
    public JsonArray? TextList(string key)
    {
        if (Structure<ListFragment>(key, "a list") is not { } list)
            return null;

        var all = new JsonArray();
        foreach (var item in list.Items)
        {
            if (item is not ConstantFragment && item.Evaluate(scope) is JsonArray several)
            {
                foreach (var each in several)
                    all.Add(JsonValue.Create(Values.ToText(each, item.Place) ?? ""));
            }
            else if (TextOf(item) is { } text)
            {
                all.Add(JsonValue.Create(text));
            }
        }

        return all.Count == 0 ? null : all;
    }

    /// <summary>The texts of a text or a list, without empty ones, each once.</summary>
    public IReadOnlyList<string> Texts(string key) => map.TryGet(key, out var fragment) ? Values.ToTexts(fragment, scope) : [];

    /// <summary>The map below a key.</summary>
    public Block? At(string key) => Structure<MapFragment>(key, "a map") is { } below ? new Block(below, scope) : null;

    /// <summary>The maps of a list.</summary>
    public IEnumerable<Block> Each(string key) =>
        Structure<ListFragment>(key, "a list") is { } list
            ? list.Items.Select(item => item.Structure(scope)).OfType<MapFragment>().Select(item => new Block(item, scope))
            : [];

    /// <summary>The items of a list that are no maps, as texts.</summary>
    public IEnumerable<string> EachText(string key) =>
        Structure<ListFragment>(key, "a list") is { } list
            ? list.Items.Where(item => item is not MapFragment).Select(TextOf).OfType<string>().Where(text => text.Length > 0)
            : [];

    public bool IsList(string key) => map.TryGet(key, out var fragment) && fragment.Structure(scope) is ListFragment;

    private T? Structure<T>(string key, string what)
        where T : Fragment =>
        !map.TryGet(key, out var fragment) ? null : fragment.Structure(scope) switch
        {
            null => null,
            T structure => structure,
            _ => throw new RenderFaultException(fragment.Place, $"{key} must be {what}, and this gives something else"),
        };

    private string? TextOf(Fragment fragment) => fragment.ConstantText ?? Values.ToText(fragment.Evaluate(scope), fragment.Place);
}

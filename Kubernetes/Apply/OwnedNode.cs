using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Apply;

/// <summary>A node of fieldsV1. Without children it owns the whole value; with children, those, and with "." that the item itself is there.</summary>
internal sealed class OwnedNode
{
    private OwnedNode(string element, OwnedStep step, string name, JsonNode? key, bool owned, IReadOnlyList<OwnedNode> children)
    {
        Element = element;
        Step = step;
        Name = name;
        Key = key;
        OwnsItself = owned;
        Children = children;
    }

    /// <summary>As fieldsV1 writes it: "f:spec", "k:{"name":"web"}", "v:"a"", "i:0".</summary>
    public string Element { get; }

    public OwnedStep Step { get; }

    /// <summary>The field's name for <see cref="OwnedStep.Field"/>.</summary>
    public string Name { get; }

    /// <summary>The key fields of a list's item, the value of a set's item, or the index.</summary>
    public JsonNode? Key { get; }

    /// <summary>Whether "." is among the children.</summary>
    public bool OwnsItself { get; }

    /// <summary>Sorted by <see cref="Element"/>.</summary>
    public IReadOnlyList<OwnedNode> Children { get; }

    public bool IsLeaf => Children.Count == 0 && !OwnsItself;

    /// <exception cref="JsonException">The bytes are no fieldsV1.</exception>
    public static OwnedNode Parse(ReadOnlySpan<byte> fieldsV1)
    {
        var reader = new Utf8JsonReader(fieldsV1);
        reader.Read();
        return Read("f:", ref reader);
    }

    public OwnedNode? Field(string name)
    {
        foreach (var child in Children)
        {
            if (child.Step == OwnedStep.Field && string.Equals(child.Name, name, StringComparison.Ordinal))
                return child;
        }

        return null;
    }

    /// <summary>What the node is about in the value above it; false when it is not there.</summary>
    public bool TryFind(JsonNode? parent, out JsonNode? found)
    {
        found = null;
        return Step switch
        {
            OwnedStep.Field => parent is JsonObject obj && obj.TryGetPropertyValue(Name, out found),
            OwnedStep.Index => parent is JsonArray items && Key is JsonValue index && index.TryGetValue(out int at) && at < items.Count && Take(items[at], out found),
            OwnedStep.Key => parent is JsonArray items && Key is JsonObject keys && Search(items, item => HasKeys(item, keys), out found),
            _ => parent is JsonArray items && Search(items, item => JsonEquality.Same(item, Key), out found),
        };
    }

    private static OwnedNode Read(string element, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"fieldsV1 has no object at \"{element}\".");
        var (owned, children) = (false, new List<OwnedNode>());
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("."u8))
            {
                owned = true;
                reader.Skip();
                continue;
            }

            var name = reader.GetString()!;
            reader.Read();
            children.Add(Read(name, ref reader));
        }

        children.Sort(static (left, right) => string.CompareOrdinal(left.Element, right.Element));
        var (step, key) = Interpret(element);
        return new OwnedNode(element, step, step == OwnedStep.Field ? element[2..] : "", key, owned, children);
    }

    private static (OwnedStep Step, JsonNode? Key) Interpret(string element)
    {
        if (element.Length < 2 || element[1] != ':')
            throw new JsonException($"fieldsV1 has \"{element}\", which is no path element.");
        var rest = element.AsSpan(2);
        return element[0] switch
        {
            'f' => (OwnedStep.Field, null),
            'k' => (OwnedStep.Key, JsonNode.Parse(rest.ToString())),
            'v' => (OwnedStep.Value, JsonNode.Parse(rest.ToString())),
            'i' => (OwnedStep.Index, JsonValue.Create(int.Parse(rest, NumberStyles.Integer, CultureInfo.InvariantCulture))),
            _ => throw new JsonException($"fieldsV1 has \"{element}\", which is no path element."),
        };
    }

    private static bool HasKeys(JsonNode? item, JsonObject keys)
    {
        if (item is not JsonObject obj)
            return false;
        foreach (var (name, value) in keys)
        {
            if (!JsonEquality.Same(obj[name], value))
                return false;
        }

        return true;
    }

    private static bool Search(JsonArray items, Func<JsonNode?, bool> which, out JsonNode? found)
    {
        foreach (var item in items)
        {
            if (which(item))
                return Take(item, out found);
        }

        found = null;
        return false;
    }

    private static bool Take(JsonNode? item, out JsonNode? found)
    {
        found = item;
        return true;
    }
}

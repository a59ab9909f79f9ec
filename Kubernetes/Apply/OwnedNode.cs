using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Apply;

/// <summary>A node of fieldsV1. Without children it owns the whole value; with children, those, and with "." that the item itself is there.</summary>
internal sealed class OwnedNode
{
    private readonly string _element;
    private JsonNode? _key;

    private OwnedNode(string element, OwnedStep step, bool owned, IReadOnlyList<OwnedNode> children)
    {
        _element = element;
        Step = step;
        OwnsItself = owned;
        Children = children;
        Name = step == OwnedStep.Field ? element[2..] : "";
        Index = step == OwnedStep.Index ? int.Parse(element.AsSpan(2), NumberStyles.Integer, CultureInfo.InvariantCulture) : -1;
        Hash = XxHash64.Hash(MemoryMarshal.AsBytes(element.AsSpan()));
        KeyHashes = step is OwnedStep.Key or OwnedStep.Value ? OwnedKey.Read(element) : [];
    }

    public OwnedStep Step { get; }

    /// <summary>The field's name for <see cref="OwnedStep.Field"/>.</summary>
    public string Name { get; }

    /// <summary>The position for <see cref="OwnedStep.Index"/>.</summary>
    public int Index { get; }

    /// <summary>Of the element as fieldsV1 writes it: "f:spec", "k:{"name":"web"}", "v:"a"", "i:0".</summary>
    public ulong Hash { get; }

    /// <summary>The key fields of a list's item with the hashes of their values; for a set's item its own hash under "".</summary>
    public IReadOnlyList<OwnedKey> KeyHashes { get; }

    /// <summary>The key fields of a list's item, or the value of a set's item.</summary>
    public JsonNode? Key => _key ??= Step is OwnedStep.Key or OwnedStep.Value ? JsonNode.Parse(_element[2..]) : null;

    /// <summary>Whether "." is among the children.</summary>
    public bool OwnsItself { get; }

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

    /// <summary>The item of a keyed list that the node is about, or null.</summary>
    public JsonObject? FindItem(JsonArray items) => Key is JsonObject keys ? items.OfType<JsonObject>().FirstOrDefault(item => HasKeys(item, keys)) : null;

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

        return new OwnedNode(element, StepOf(element), owned, children);
    }

    private static OwnedStep StepOf(string element) => element is [var letter, ':', ..]
        ? letter switch
        {
            'f' => OwnedStep.Field,
            'k' => OwnedStep.Key,
            'v' => OwnedStep.Value,
            'i' => OwnedStep.Index,
            _ => throw NoElement(element),
        }
        : throw NoElement(element);

    private static JsonException NoElement(string element) => new($"fieldsV1 has \"{element}\", which is no path element.");

    private static bool HasKeys(JsonObject item, JsonObject keys)
    {
        foreach (var (name, value) in keys)
        {
            if (!JsonEquality.Same(item[name], value))
                return false;
        }

        return true;
    }
}

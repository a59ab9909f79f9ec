using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Apply;

/// <summary>One step of a field path: a field's name, the keys of a list item, the value of a set's item, or an index. Ordered as in fieldsV1.</summary>
internal sealed class PathElement : IEquatable<PathElement>
{
    private enum Kind
    {
        Field,
        Key,
        Value,
        Index,
    }

    private readonly Kind _kind;
    private readonly string _field = "";
    private readonly IReadOnlyList<KeyValuePair<string, JsonNode?>> _key = [];
    private readonly JsonNode? _value;
    private readonly int _index;
    private string? _encoded;

    private PathElement(Kind kind, string field, IReadOnlyList<KeyValuePair<string, JsonNode?>> key, JsonNode? value, int index) =>
        (_kind, _field, _key, _value, _index) = (kind, field, key, value, index);

    /// <summary>The order of fieldsV1.</summary>
    public static IComparer<PathElement> Order { get; } = Comparer<PathElement>.Create((left, right) => left.CompareTo(right));

    /// <summary>The name of a field, null for the other kinds.</summary>
    public string? Field => _kind == Kind.Field ? _field : null;

    public bool IsListItem => _kind is Kind.Key or Kind.Value;

    public static PathElement OfField(string name) => new(Kind.Field, name, [], null, 0);

    public static PathElement OfKey(IEnumerable<KeyValuePair<string, JsonNode?>> fields) =>
        new(Kind.Key, "", [.. fields.OrderBy(f => f.Key, StringComparer.Ordinal)], null, 0);

    public static PathElement OfValue(JsonNode? value) => new(Kind.Value, "", [], value, 0);

    public static PathElement OfIndex(int index) => new(Kind.Index, "", [], null, index);

    /// <summary>Reads a key of fieldsV1 such as <c>f:spec</c>; null for a kind that is not known.</summary>
    /// <exception cref="FormatException">It is not a path element.</exception>
    public static PathElement? Decode(string text)
    {
        if (text.Length < 2 || text[1] != ':')
            throw new FormatException($"missing colon: {text}");
        var rest = text[2..];
        return text[0] switch
        {
            'f' => OfField(rest),
            'k' => OfKey(((JsonObject)JsonNode.Parse(rest)!).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))),
            'v' => OfValue(JsonNode.Parse(rest)),
            'i' => OfIndex(int.Parse(rest, CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    /// <summary>The key of fieldsV1: <c>f:spec</c>, <c>k:{"name":"web"}</c>, <c>v:"a"</c>, <c>i:0</c>.</summary>
    public string Encode() => _encoded ??= _kind switch
    {
        Kind.Field => "f:" + _field,
        Kind.Index => string.Create(CultureInfo.InvariantCulture, $"i:{_index}"),
        Kind.Value => EncodeValue(),
        _ => EncodeKey(),
    };

    private int CompareTo(PathElement other)
    {
        if (_kind != other._kind)
            return _kind.CompareTo(other._kind);
        return _kind switch
        {
            Kind.Field => string.CompareOrdinal(_field, other._field),
            Kind.Value => JsonScalars.Compare(_value, other._value),
            Kind.Index => _index.CompareTo(other._index),
            _ => CompareKeys(other),
        };
    }

    public bool Equals(PathElement? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as PathElement);

    public override int GetHashCode() => string.GetHashCode(Encode(), StringComparison.Ordinal);

    /// <summary>As in messages: <c>.spec</c>, <c>[name="web"]</c>, <c>[="a"]</c>, <c>[0]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        switch (_kind)
        {
            case Kind.Field:
                return "." + _field;
            case Kind.Index:
                return string.Create(CultureInfo.InvariantCulture, $"[{_index}]");
            case Kind.Value:
                text.Append("[=");
                JsonScalars.Write(text, _value);
                return text.Append(']').ToString();
            default:
                foreach (var (name, value) in _key)
                {
                    text.Append(text.Length == 0 ? "[" : ",").Append(name).Append('=');
                    JsonScalars.Write(text, value);
                }
                return text.Append(']').ToString();
        }
    }

    private int CompareKeys(PathElement other)
    {
        for (var i = 0; i < Math.Min(_key.Count, other._key.Count); i++)
        {
            var order = string.CompareOrdinal(_key[i].Key, other._key[i].Key);
            if (order == 0)
                order = JsonScalars.Compare(_key[i].Value, other._key[i].Value);
            if (order != 0)
                return order;
        }
        return _key.Count.CompareTo(other._key.Count);
    }

    private string EncodeValue()
    {
        var text = new StringBuilder("v:");
        JsonScalars.Write(text, _value);
        return text.ToString();
    }

    private string EncodeKey()
    {
        var text = new StringBuilder("k:{");
        for (var i = 0; i < _key.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            JsonScalars.WriteString(text, _key[i].Key);
            text.Append(':');
            JsonScalars.Write(text, _key[i].Value);
        }
        return text.Append('}').ToString();
    }
}

using System.Text;
using System.Text.Json;

namespace Orkestra.Kubernetes.Apply;

/// <summary>A key field of a list's item and the hash of its value. A key that is null wants the field to be absent.</summary>
internal readonly record struct OwnedKey(string Name, ulong Hash, bool IsAbsent)
{
    /// <summary>Reads "k:{"name":"web"}" or "v:"a"".</summary>
    /// <exception cref="JsonException">It is no JSON behind the colon.</exception>
    public static IReadOnlyList<OwnedKey> Read(string element)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(element, 2, element.Length - 2));
        reader.Read();
        if (element[0] == 'v')
            return [new OwnedKey("", ValueHash.Of(ref reader), false)];
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"fieldsV1 has \"{element}\", which is no path element.");
        var keys = new List<OwnedKey>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            keys.Add(new OwnedKey(name, ValueHash.Of(ref reader), reader.TokenType == JsonTokenType.Null));
        }

        return keys;
    }
}

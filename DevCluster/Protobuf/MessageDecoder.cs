using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Protobuf;

/// <summary>Turns messages into the JSON that they stand for. Zero values that the format always carries are left in; reading the kind drops them.</summary>
internal static class MessageDecoder
{
    /// <exception cref="FormatException">The bytes are no such message.</exception>
    public static void Fill(string message, ReadOnlySpan<byte> bytes, JsonObject into)
    {
        var fields = MessageTable.Instance.Find(message) ?? throw new FormatException($"there is no message {message}");
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (!fields.TryGetValue(reader.Number, out var field))
                continue;
            switch (field.Shape)
            {
                case FieldShape.Inline:
                    Fill(field.Type, reader.Content, into);
                    break;
                case FieldShape.List:
                    if (into[field.Name] is not JsonArray list)
                        into[field.Name] = list = [];
                    list.Add(Value(field.Type, ref reader));
                    break;
                case FieldShape.Map:
                    AddEntry(into.Child(field.Name), field.Type, reader.Content);
                    break;
                default:
                    into[field.Name] = Value(field.Type, ref reader);
                    break;
            }
        }
    }

    private static void AddEntry(JsonObject map, string type, ReadOnlySpan<byte> entry)
    {
        var key = "";
        JsonNode? value = type switch { "string" or "bytes" => "", _ => null };
        var reader = new WireReader(entry);
        while (reader.Next())
        {
            if (reader.Number == 1)
                key = Encoding.UTF8.GetString(reader.Content);
            else if (reader.Number == 2)
                value = Value(type, ref reader);
        }

        map[key] = value;
    }

    private static JsonNode? Value(string type, ref WireReader reader)
    {
        switch (type)
        {
            case "string":
                return Encoding.UTF8.GetString(reader.Content);
            case "bytes":
                return Convert.ToBase64String(reader.Content);
            case "int":
                return (long)reader.Value;
            case "bool":
                return reader.Value != 0;
            case "double":
                return BitConverter.UInt64BitsToDouble(reader.Value);
            case "raw" or "fieldsV1":
                return Text(reader.Content, 1) is { Length: > 0 } json ? JsonNode.Parse(json) : null;
            case "quantity":
                return Text(reader.Content, 1);
            case "intOrString":
                return IntOrString(reader.Content);
            case "time":
                return Time(reader.Content, "yyyy-MM-dd'T'HH:mm:ss'Z'");
            case "microTime":
                return Time(reader.Content, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
            case "duration":
                return $"{(long)Number(reader.Content, 1) / 1_000_000_000.0:0.#########}s".ToString(CultureInfo.InvariantCulture);
        }

        var obj = new JsonObject();
        Fill(type, reader.Content, obj);
        return type.EndsWith(".ExtraValue", StringComparison.Ordinal) ? obj["items"]?.DeepClone() : obj;
    }

    private static JsonNode IntOrString(ReadOnlySpan<byte> bytes) => Number(bytes, 1) == 0 ? (int)Number(bytes, 2) : Text(bytes, 3);

    /// <summary>An empty message is a time that was not set.</summary>
    private static JsonNode? Time(ReadOnlySpan<byte> bytes, string format)
    {
        if (bytes.IsEmpty)
            return null;
        var time = DateTimeOffset.FromUnixTimeSeconds((long)Number(bytes, 1)).AddTicks((long)Number(bytes, 2) / 100);
        return time.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Text(ReadOnlySpan<byte> bytes, int number)
    {
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (reader.Number == number)
                return Encoding.UTF8.GetString(reader.Content);
        }

        return "";
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, int number)
    {
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (reader.Number == number)
                return reader.Value;
        }

        return 0;
    }
}

using System.Text.Json;

namespace Orkestra.Kubernetes.Watch;

/// <summary>Finds single values in the metadata of an object's JSON without parsing the rest.</summary>
internal static class MetadataReader
{
    public static string? Entry(ReadOnlySpan<byte> json, ReadOnlySpan<byte> map, string name)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && Enter(ref reader, "metadata"u8) && Enter(ref reader, map) && Seek(ref reader, name) && reader.TokenType == JsonTokenType.String
            ? reader.GetString()
            : null;
    }

    private static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> property)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(property);
            reader.Read();
            if (found)
                return reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
        }

        return false;
    }

    private static bool Seek(ref Utf8JsonReader reader, string property)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(property);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }

        return false;
    }
}

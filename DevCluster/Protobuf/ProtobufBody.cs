using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Protobuf;

/// <summary>Reads a protobuf body of a built-in kind into JSON: some commands of kubectl, and controllers built with client-go, send nothing else. Answers are JSON, which they accept.</summary>
internal static class ProtobufBody
{
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <exception cref="ApiException">400: it cannot be read; 415: the kind has no protobuf form here.</exception>
    public static RequestBody Read(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.StartsWith(Magic))
            throw ApiErrors.BadRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        try
        {
            var (apiVersion, kind, raw) = Envelope(body.Span[Magic.Length..]);
            var message = MessageTable.Instance.MessageOf(apiVersion, kind) ?? throw ApiErrors.UnsupportedMediaType("application/json, application/yaml");
            var obj = new JsonObject { ["kind"] = kind, ["apiVersion"] = apiVersion };
            MessageDecoder.Fill(message, raw, obj);
            return new RequestBody(obj, []);
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw ApiErrors.BadRequest(error.Message);
        }
    }

    private static (string ApiVersion, string Kind, byte[] Raw) Envelope(ReadOnlySpan<byte> bytes)
    {
        var (apiVersion, kind) = ("", "");
        byte[] raw = [];
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Number)
            {
                case 1:
                    var type = new WireReader(reader.Content);
                    while (type.Next())
                    {
                        if (type.Number == 1)
                            apiVersion = Encoding.UTF8.GetString(type.Content);
                        else if (type.Number == 2)
                            kind = Encoding.UTF8.GetString(type.Content);
                    }

                    break;
                case 2:
                    raw = reader.Content.ToArray();
                    break;
            }
        }

        return (apiVersion, kind, raw);
    }
}

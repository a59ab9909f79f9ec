using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Http;

/// <summary>What is wrong with a body that is no object, in the words of the real server.</summary>
internal static class DecodingFaults
{
    private const int Shown = 30;
    private const string Prefix = "couldn't get version/kind; json parse error: ";
    private const string Header = "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";

    /// <summary>400: it is no JSON.</summary>
    public static ApiException NoJson(ReadOnlyMemory<byte> body, JsonException error)
    {
        var at = Position(body.Span, error);
        return ApiErrors.BadRequest(Prefix + (at < body.Length ? $"invalid character '{(char)body.Span[at]}' {Context(body.Span[..at])}" : "unexpected end of JSON input"));
    }

    /// <summary>400: it is JSON, but no object.</summary>
    public static ApiException NoObject(JsonNode? node) => ApiErrors.BadRequest($"{Prefix}json: cannot unmarshal {Kind(node)} into Go value of type {Header}");

    /// <summary>400: kind or apiVersion is no text.</summary>
    public static ApiException NoText(string field, JsonNode? node) => ApiErrors.BadRequest($"{Prefix}json: cannot unmarshal {Kind(node)} into Go struct field .{field} of type string");

    /// <summary>The same fault, with the kind that was expected and the beginning of the body.</summary>
    public static ApiException Unrecognized(ApiException fault, string kind, ReadOnlySpan<byte> body) =>
        ApiErrors.BadRequest($"the object provided is unrecognized (must be of type {kind}): {fault.Message} ({Summary(body)})");

    private static string Summary(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return "<empty>";
        var more = body.Length > Shown ? " ..." : "";
        var start = body[..Math.Min(body.Length, Shown)];
        return (body[0] == '{' ? Encoding.UTF8.GetString(start) : Convert.ToHexStringLower(start)) + more;
    }

    private static int Position(ReadOnlySpan<byte> body, JsonException error)
    {
        var line = error.LineNumber ?? 0;
        var start = 0;
        for (; line > 0 && body[start..].IndexOf((byte)'\n') is >= 0 and var next; line--)
            start += next + 1;
        var at = start + (int)(error.BytePositionInLine ?? 0);
        while (at < body.Length && body[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }

    private static string Context(ReadOnlySpan<byte> before) => before.TrimEnd(" \n\r\t"u8) switch
    {
        [] or [.., (byte)':' or (byte)'['] => "looking for beginning of value",
        [.., (byte)'{' or (byte)','] => "looking for beginning of object key string",
        _ => "after top-level value",
    };

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Object => "object",
        null => "null",
        _ => "bool",
    };
}

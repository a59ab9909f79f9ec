using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Client;

/// <summary>Reads what a failed answer says.</summary>
internal static class ApiError
{
    public static KubernetesApiException Of(ApiRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var status = ParseStatus(body);
        return Of(request, (int)response.StatusCode, status, status is null ? PlainText(body) : "", RetryAfter(response, now));
    }

    public static KubernetesApiException Of(ApiRequest request, int statusCode, JsonObject? status, string plainText = "", TimeSpan? retryAfter = null) => new(
        statusCode, Text(status, "reason") is { Length: > 0 } reason ? reason : ReasonOf(statusCode), Text(status, "message") ?? plainText,
        request.Verb, request.Resource, request.Name, retryAfter, status);

    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    private static JsonObject? ParseStatus(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject obj && string.Equals(Text(obj, "kind"), "Status", StringComparison.Ordinal) ? obj : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Proxies answer in plain text or HTML; its first line is enough for people, and what is no text stays out.
    private static string PlainText(ReadOnlySpan<byte> body)
    {
        var line = System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, 400)]).Trim();
        var end = line.AsSpan().IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.StartsWith('{') || line.Any(char.IsControl) ? "" : line;
    }

    private static string? Text(JsonObject? obj, string name) => obj?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static string ReasonOf(int statusCode) => statusCode switch
    {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        409 => "Conflict",
        410 => "Expired",
        413 => "RequestEntityTooLarge",
        415 => "UnsupportedMediaType",
        422 => "Invalid",
        429 => "TooManyRequests",
        500 => "InternalError",
        503 => "ServiceUnavailable",
        504 => "Timeout",
        _ => ((HttpStatusCode)statusCode).ToString(),
    };
}

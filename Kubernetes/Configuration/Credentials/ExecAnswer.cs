using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>What a plugin wrote: an ExecCredential with a status.</summary>
internal sealed record ExecAnswer(string? Token, string? CertificatePem, string? KeyPem, DateTimeOffset? Expires)
{
    public static ExecAnswer Read(string output, ExecSettings settings)
    {
        var answer = Parse(output, settings);
        var apiVersion = Text(answer, "apiVersion");
        if (Text(answer, "kind") is not "ExecCredential" || !string.Equals(apiVersion, settings.ApiVersion, StringComparison.Ordinal))
            throw Wrong(settings, $"what it wrote is no ExecCredential of {settings.ApiVersion}");
        if (answer["status"] is not JsonObject status)
            throw Wrong(settings, "what it wrote has no status");
        var (token, certificate, key) = (Text(status, "token"), Text(status, "clientCertificateData"), Text(status, "clientKeyData"));
        if (token is null && certificate is null)
            throw Wrong(settings, "what it wrote has neither a token nor a certificate");
        if (certificate is null != key is null)
            throw Wrong(settings, "what it wrote has only one of certificate and key");
        return new ExecAnswer(token, certificate, key, Expiry(status, settings));
    }

    // Never a credential in a log.
    public override string ToString() => nameof(ExecAnswer);

    private static DateTimeOffset? Expiry(JsonObject status, ExecSettings settings)
    {
        if (Text(status, "expirationTimestamp") is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw Wrong(settings, "its expirationTimestamp is no time");
    }

    private static JsonObject Parse(string output, ExecSettings settings)
    {
        try
        {
            return JsonNode.Parse(output) as JsonObject ?? throw Wrong(settings, "what it wrote is no JSON object");
        }
        catch (JsonException error)
        {
            // The output itself stays out of the message: it may hold the token.
            throw Wrong(settings, "what it wrote is no JSON", error);
        }
    }

    private static string? Text(JsonObject obj, string name) => obj[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    private static KubeconfigException Wrong(ExecSettings settings, string what, Exception? inner = null) =>
        new("ORK2022", $"The credential plugin {settings.Command} ended well, but {what}.", settings.Place, "run it by hand and compare; repair or update it", inner);
}

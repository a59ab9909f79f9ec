using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Operations;

/// <summary>The continue token of a list: the revision of the whole list and the key at which the next page begins.</summary>
internal sealed record ListCursor(long Revision, string StartKey)
{
    public string Encode() => Convert.ToBase64String(JsonBytes.Write(new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = Revision, ["start"] = StartKey })).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <exception cref="ApiException">400: it is no token of this server.</exception>
    public static ListCursor Decode(string token)
    {
        try
        {
            var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
            var content = JsonBytes.ParseObject(Convert.FromBase64String(padded));
            if (content.Text("v") is "meta.k8s.io/v1" && content["rv"].Number() is { } revision && content.Text("start") is { Length: > 0 } start)
                return new ListCursor(revision, start);
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidCastException)
        {
            throw Invalid("illegal base64 data");
        }

        throw Invalid("invalid format");
    }

    private static ApiException Invalid(string detail) => ApiErrors.BadRequest($"continue key is not valid: {detail}");
}

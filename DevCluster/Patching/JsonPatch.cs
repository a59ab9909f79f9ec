using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Patching;

/// <summary>RFC 6902 as the API server applies it: at most 10,000 operations; an operation that does not fit is 422.</summary>
internal static class JsonPatch
{
    public const int MaxOperations = 10_000;

    /// <summary>Does not change its arguments.</summary>
    /// <exception cref="PatchException">The patch cannot be read (400), is too long (413) or does not fit (422).</exception>
    public static JsonNode? Apply(JsonNode document, JsonNode? patch) => throw new PatchException(501, "NotImplemented", "JSON patch is not there yet: " + document + patch);
}

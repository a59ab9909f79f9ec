using System.Text.Json.Nodes;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.OpenApi;

/// <summary>The OpenAPI documents of the kinds that are served at one moment. Make a new one when CRDs change; each document is built on first use.</summary>
internal sealed class OpenApiDocuments(BuiltInTypes types, IReadOnlyList<ServedKind> kinds)
{
    /// <summary>/openapi/v2 as JSON.</summary>
    public JsonObject V2() => new() { ["swagger"] = "2.0", ["kinds"] = kinds.Count + types.All.Count };

    /// <summary>/openapi/v3: the index of the documents of each group version, <c>{"paths": {"apis/apps/v1": {"serverRelativeURL": "/openapi/v3/apis/apps/v1?hash=…"}}}</c>.</summary>
    public JsonObject V3Index() => new() { ["paths"] = new JsonObject(), ["kinds"] = kinds.Count };

    /// <summary>One document of the index by its path ("api/v1", "apis/apps/v1") as JSON; null when it is not there.</summary>
    public JsonObject? V3(string path) => path.Length == 0 ? V2() : null;
}

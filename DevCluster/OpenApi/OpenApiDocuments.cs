using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.OpenApi;

/// <summary>The OpenAPI documents of the kinds that are served at one moment. Make a new one when CRDs change; each document is built on first use and shared: do not change it.</summary>
internal sealed class OpenApiDocuments
{
    private readonly BuiltInTypes _types;
    private readonly Dictionary<string, ServedKind[]> _groups;
    private readonly ConcurrentDictionary<string, JsonObject> _documents = new(StringComparer.Ordinal);
    private readonly Lazy<JsonObject> _v2;
    private readonly Lazy<byte[]> _v2Protobuf;

    public OpenApiDocuments(BuiltInTypes types, IReadOnlyList<ServedKind> kinds)
    {
        _types = types;
        _groups = kinds.GroupBy(PathOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        _v2 = new(() => Write(OpenApiVersion.V2, kinds));
        _v2Protobuf = new(() => ProtobufDocument.Write(_v2.Value));
    }

    /// <summary>/openapi/v2 as JSON.</summary>
    public JsonObject V2() => _v2.Value;

    /// <summary>/openapi/v2 as application/com.github.proto-openapi.spec.v2@v1.0+protobuf, the only form that kubectl reads of it (up to 1.26 before each apply).</summary>
    public byte[] V2Protobuf() => _v2Protobuf.Value;

    /// <summary>/openapi/v3: the index of the documents of each group version, <c>{"paths": {"apis/apps/v1": {"serverRelativeURL": "/openapi/v3/apis/apps/v1?hash=…"}}}</c>.</summary>
    public JsonObject V3Index() => new()
    {
        ["paths"] = new JsonObject(_groups.OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create(g.Key, (JsonNode?)new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{g.Key}?hash={Hash(g.Key, g.Value)}" }))),
    };

    /// <summary>One document of the index by its path ("api/v1", "apis/apps/v1") as JSON; null when it is not there.</summary>
    public JsonObject? V3(string path) => _groups.TryGetValue(path, out var kinds) ? _documents.GetOrAdd(path, _ => Write(OpenApiVersion.V3, kinds)) : null;

    private static string PathOf(ServedKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";

    /// <summary>Built-in kinds change only with the program, so their names stand for them.</summary>
    private string Hash(string path, ServedKind[] kinds)
    {
        var content = Array.Exists(kinds, k => k.Custom)
            ? V3(path)!.ToJsonString()
            : $"{typeof(OpenApiDocuments).Module.ModuleVersionId} {string.Join(',', kinds.Select(k => k.Kind))}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    private JsonObject Write(OpenApiVersion version, IReadOnlyList<ServedKind> kinds)
    {
        var definitions = new DefinitionWriter(_types, version);
        var paths = new PathWriter(definitions, version);
        foreach (var kind in kinds)
        {
            definitions.Add(kind);
            paths.Add(kind);
        }
        definitions.Complete();
        var info = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.35.0" };
        var sorted = new JsonObject(definitions.Definitions.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => KeyValuePair.Create(d.Key, d.Value?.DeepClone())));
        return version == OpenApiVersion.V2
            ? new JsonObject { ["swagger"] = "2.0", ["info"] = info, ["paths"] = paths.Paths, ["definitions"] = sorted }
            : new JsonObject { ["openapi"] = "3.0.0", ["info"] = info, ["paths"] = paths.Paths, ["components"] = new JsonObject { ["schemas"] = sorted } };
    }
}

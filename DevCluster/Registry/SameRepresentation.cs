using System.Text.Json.Nodes;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Registry;

/// <summary>The version that is stored as it is.</summary>
internal sealed class SameRepresentation : IRepresentation
{
    public static SameRepresentation Instance { get; } = new();

    public object? StorageEncoding => null;

    public byte[] Encode(StoredObject stored) => stored.Utf8;

    public JsonObject ToStorage(JsonObject obj) => obj;
}

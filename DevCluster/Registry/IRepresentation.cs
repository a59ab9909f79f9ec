using System.Text.Json.Nodes;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Registry;

/// <summary>How the objects of one version relate to what is stored.</summary>
internal interface IRepresentation
{
    /// <summary>The resource whose bytes are stored; null when it is the one that this belongs to.</summary>
    object? StorageEncoding { get; }

    byte[] Encode(StoredObject stored);

    JsonObject ToStorage(JsonObject obj);
}

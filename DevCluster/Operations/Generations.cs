using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Operations;

/// <summary>metadata.generation counts the changes of what users want: of everything but metadata and, where it is a subresource, status.</summary>
internal static class Generations
{
    public static void Bump(ServedKind kind, JsonObject live, JsonObject next)
    {
        if (!kind.HasGeneration && !kind.Custom)
            return;
        var ignoresStatus = kind.HasStatus || !kind.Custom;
        if (!SameContent(live, next, ignoresStatus))
            next.Meta["generation"] = live.Generation + 1;
    }

    private static bool SameContent(JsonObject live, JsonObject next, bool ignoresStatus)
    {
        foreach (var name in live.Select(pair => pair.Key).Union(next.Select(pair => pair.Key), StringComparer.Ordinal))
        {
            if (name is "metadata" || name is "status" && ignoresStatus)
                continue;
            if (!JsonNode.DeepEquals(live[name], next[name]))
                return false;
        }

        return true;
    }
}

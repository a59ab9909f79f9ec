using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>The conditions of a namespace that is being deleted, worded as the real namespace controller words them.</summary>
internal static class NamespaceStatus
{
    public static void Describe(JsonObject ns, List<RemainingContent> left, DateTimeOffset now)
    {
        var status = ns.Child("status");
        Set(status, "NamespaceDeletionDiscoveryFailure", "False", "ResourcesDiscovered", "All resources successfully discovered", now);
        Set(status, "NamespaceDeletionGroupVersionParsingFailure", "False", "ParsedGroupVersions", "All legacy kube types successfully parsed", now);
        Set(status, "NamespaceDeletionContentFailure", "False", "ContentDeleted", "All content successfully deleted, may be waiting on finalization", now);
        if (left.Count == 0)
        {
            Set(status, "NamespaceContentRemaining", "False", "ContentRemoved", "All content successfully removed", now);
            Set(status, "NamespaceFinalizersRemaining", "False", "ContentHasNoFinalizers", "All content-preserving finalizers finished", now);
            return;
        }

        var resources = left.GroupBy(item => item.Resource, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} has {group.Count()} resource instances");
        Set(status, "NamespaceContentRemaining", "True", "SomeResourcesRemain", $"Some resources are remaining: {string.Join(", ", resources)}", now);
        var finalizers = left.SelectMany(item => item.Finalizers).GroupBy(name => name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} in {group.Count()} resource instances").ToList();
        if (finalizers.Count > 0)
            Set(status, "NamespaceFinalizersRemaining", "True", "SomeFinalizersRemain", $"Some content in the namespace has finalizers remaining: {string.Join(", ", finalizers)}", now);
    }

    private static void Set(JsonObject status, string type, string value, string reason, string message, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray conditions)
            status["conditions"] = conditions = [];
        var present = conditions.OfType<JsonObject>().FirstOrDefault(condition => string.Equals(condition.Text("type"), type, StringComparison.Ordinal));
        var changed = present is not null && string.Equals(present.Text("status"), value, StringComparison.Ordinal) ? present.Text("lastTransitionTime") : null;
        var next = new JsonObject { ["type"] = type, ["status"] = value, ["lastTransitionTime"] = changed ?? Metadata.Time(now), ["reason"] = reason, ["message"] = message };
        if (present is null)
            conditions.Add((JsonNode)next);
        else
            conditions[conditions.IndexOf(present)] = next;
    }
}

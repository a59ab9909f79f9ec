using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Loading;

/// <summary>The kinds of Kubernetes that <c>apiTypes</c> may name by kind alone, and how a plural is made where none is given.</summary>
internal static class BuiltInTypes
{
    private static readonly Dictionary<string, (string Group, string Version, bool Namespaced)> Known = new(StringComparer.Ordinal)
    {
        ["Namespace"] = ("", "v1", false),
        ["Node"] = ("", "v1", false),
        ["PersistentVolume"] = ("", "v1", false),
        ["Pod"] = ("", "v1", true),
        ["Service"] = ("", "v1", true),
        ["ConfigMap"] = ("", "v1", true),
        ["Secret"] = ("", "v1", true),
        ["ServiceAccount"] = ("", "v1", true),
        ["PersistentVolumeClaim"] = ("", "v1", true),
        ["Deployment"] = ("apps", "v1", true),
        ["StatefulSet"] = ("apps", "v1", true),
        ["DaemonSet"] = ("apps", "v1", true),
        ["ReplicaSet"] = ("apps", "v1", true),
        ["Job"] = ("batch", "v1", true),
        ["CronJob"] = ("batch", "v1", true),
        ["Ingress"] = ("networking.k8s.io", "v1", true),
        ["NetworkPolicy"] = ("networking.k8s.io", "v1", true),
    };

    public static (ApiTypes Types, bool Namespaced)? Find(string kind) =>
        Known.TryGetValue(kind, out var found) ? (new ApiTypes(found.Group, found.Version, kind, PluralOf(kind)), found.Namespaced) : null;

    public static string PluralOf(string kind)
    {
        var lower = kind.ToLowerInvariant();
        if (lower.EndsWith('y') && lower.Length > 1 && !"aeiou".Contains(lower[^2], StringComparison.Ordinal))
            return $"{lower[..^1]}ies";
        return lower.EndsWith('s') || lower.EndsWith('x') || lower.EndsWith("ch", StringComparison.Ordinal) || lower.EndsWith("sh", StringComparison.Ordinal) ? $"{lower}es" : $"{lower}s";
    }
}

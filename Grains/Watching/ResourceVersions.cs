using System.Globalization;

namespace Orkestra.Grains.Watching;

/// <summary>Order of resource versions of one object. API servers compare them as integers (documented since Kubernetes 1.35, true of every server on etcd);
/// where they are no integers, only equality is known.</summary>
internal static class ResourceVersions
{
    public static bool IsSameOrOlder(string version, string known) =>
        string.Equals(version, known, StringComparison.Ordinal)
        || (ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var a)
            && ulong.TryParse(known, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
            && a < b);
}

namespace Orkestra.DevCluster.Routing;

/// <summary>What the path of a request under /api/v1 or /apis/GROUP/VERSION names. Empty parts are null.</summary>
internal sealed record RequestTarget(string Group, string Version, string? Namespace, string Plural, string? Name, string? Subresource)
{
    /// <summary>The older form of a watch: /api/v1/watch/….</summary>
    public bool IsWatchPath { get; private init; }

    /// <summary>Null when the path names no resource.</summary>
    public static RequestTarget? Parse(string path)
    {
        var parts = path.Trim('/').Split('/');
        return parts switch
        {
            ["api", var version, "watch", .. var rest] when rest.Length > 0 => Resource("", version, rest) is { } target ? target with { IsWatchPath = true } : null,
            ["apis", var group, var version, "watch", .. var rest] when rest.Length > 0 => Resource(group, version, rest) is { } target ? target with { IsWatchPath = true } : null,
            ["api", var version, .. var rest] when rest.Length > 0 => Resource("", version, rest),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Resource(group, version, rest),
            _ => null,
        };
    }

    private static RequestTarget? Resource(string group, string version, string[] rest)
    {
        if (rest.Any(part => part.Length == 0))
            return null;
        return rest switch
        {
            ["namespaces", var name] => new(group, version, name, "namespaces", name, null),
            ["namespaces", var name, "status" or "finalize"] => new(group, version, name, "namespaces", name, rest[2]),
            ["namespaces", var ns, var plural] => new(group, version, ns, plural, null, null),
            ["namespaces", var ns, var plural, var name] => new(group, version, ns, plural, name, null),
            ["namespaces", var ns, var plural, var name, .. var sub] => new(group, version, ns, plural, name, string.Join('/', sub)),
            [var plural] => new(group, version, null, plural, null, null),
            [var plural, var name] => new(group, version, null, plural, name, null),
            [var plural, var name, .. var sub] => new(group, version, null, plural, name, string.Join('/', sub)),
            _ => null,
        };
    }
}

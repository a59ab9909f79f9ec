using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Objects;

/// <summary>The type of an object.</summary>
/// <param name="Group">The API group, "" for the core group.</param>
/// <param name="Version">The version inside the group, as "v1".</param>
/// <param name="Kind">The kind, as "Deployment".</param>
public readonly record struct GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary>"apps/v1", or "v1" in the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Reads "apps/v1" or "v1" with a kind.</summary>
    /// <exception cref="FormatException">The apiVersion is empty, or has more than one slash or an empty part.</exception>
    public static GroupVersionKind Parse(string apiVersion, string kind)
    {
        ArgumentNullException.ThrowIfNull(apiVersion);
        ArgumentNullException.ThrowIfNull(kind);
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        var version = apiVersion[(slash + 1)..];
        if (slash == 0 || version.Length == 0 || version.Contains('/', StringComparison.Ordinal))
            throw new FormatException($"\"{apiVersion}\" is no apiVersion: write it as v1 or as group/v1.");
        return new GroupVersionKind(group, version, kind);
    }

    /// <summary>The type that the object names in its apiVersion and kind.</summary>
    /// <exception cref="FormatException">It names none.</exception>
    public static GroupVersionKind Of(JsonObject obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return Parse(obj.ApiVersion, obj.Kind);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ApiVersion} {Kind}";
}

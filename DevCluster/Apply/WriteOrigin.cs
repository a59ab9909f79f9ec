namespace Orkestra.DevCluster.Apply;

/// <summary>Who writes: one entry of metadata.managedFields is identified by manager, operation, apiVersion and subresource.</summary>
/// <param name="Manager">The fieldManager parameter, or <see cref="DefaultManager"/>.</param>
/// <param name="Subresource">"status", "scale", or null for the object itself.</param>
internal sealed record WriteOrigin(string Manager, string? Subresource = null)
{
    /// <summary>The name that the server gives a writer who named none: the User-Agent up to its first slash, 128 characters at most.</summary>
    public static string DefaultManager(string? userAgent)
    {
        var name = (userAgent ?? "").Split('/', 2)[0];
        name = string.Concat(name.Where(c => !char.IsControl(c)));
        if (name.Length > 128)
            name = name[..128];
        return name.Length == 0 ? "unknown" : name;
    }
}

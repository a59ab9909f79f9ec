namespace Orkestra.Kubernetes.Client;

/// <summary>What the server says at /version.</summary>
/// <param name="Major">As 1.</param>
/// <param name="Minor">As 35; a "+" after it is left out.</param>
/// <param name="GitVersion">As "v1.35.0".</param>
public sealed record ServerVersion(int Major, int Minor, string GitVersion)
{
    /// <summary>Whether the server is of this version or newer.</summary>
    public bool IsAtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);
}

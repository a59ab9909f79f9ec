namespace Orkestra.Grains.Interfaces.Identity;

/// <summary>Names one custom resource of one cluster: the key of its grain.</summary>
/// <param name="Cluster">Name of the Kubernetes cluster, <c>local</c> unless configured.</param>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">The version that the box watches.</param>
/// <param name="Kind">Kind, as in the object's <c>kind</c>.</param>
/// <param name="Namespace">Namespace, or null for a cluster-scoped resource.</param>
/// <param name="Name">Name of the object.</param>
public sealed record CustomResourceKey(string Cluster, string Group, string Version, string Kind, string? Namespace, string Name)
{
    private const string None = "-";

    /// <summary><c>cluster/group/version/kind/namespace/name</c>: the address of the grain. The core group and cluster scope are <c>-</c>.</summary>
    public string GrainKey => $"{Cluster}/{Part(Group)}/{Version}/{Kind}/{Part(Namespace)}/{Name}";

    /// <summary><c>cluster/group/kind/namespace/name</c>: what owner stamps, the inventory and the ring use, so that a new version keeps its children.</summary>
    public string OwnerKey => $"{Cluster}/{Part(Group)}/{Kind}/{Part(Namespace)}/{Name}";

    /// <inheritdoc/>
    public override string ToString() => GrainKey;

    private static string Part(string? value) => string.IsNullOrEmpty(value) ? None : value;
}

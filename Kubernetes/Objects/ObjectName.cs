namespace Orkestra.Kubernetes.Objects;

/// <summary>Where an object is found among those of its type.</summary>
/// <param name="Namespace">The namespace; null for an object of cluster scope.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectName(string? Namespace, string Name)
{
    /// <summary>"namespace/name", or "name" in cluster scope.</summary>
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}

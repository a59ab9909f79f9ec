namespace Orkestra.Kubernetes.Client;

/// <summary>What becomes of the dependents of a deleted object.</summary>
public enum PropagationPolicy
{
    /// <summary>They are deleted after it.</summary>
    Background,

    /// <summary>They are deleted before it.</summary>
    Foreground,

    /// <summary>They stay.</summary>
    Orphan,
}

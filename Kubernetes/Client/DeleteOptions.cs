namespace Orkestra.Kubernetes.Client;

/// <summary>How an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>As the server does by default.</summary>
    public static DeleteOptions Default { get; } = new();

    /// <summary>Only the object with this uid; otherwise the server answers 409.</summary>
    public string? Uid { get; init; }

    /// <summary>Only the object in this version; otherwise the server answers 409.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>What becomes of its dependents; null leaves it to the server.</summary>
    public PropagationPolicy? Propagation { get; init; }

    /// <summary>Seconds a pod gets to end; null leaves it to the server.</summary>
    public int? GracePeriodSeconds { get; init; }

    /// <summary>Whether the server only pretends.</summary>
    public bool DryRun { get; init; }
}

namespace Orkestra.Kubernetes.Client;

/// <summary>How the server reads the body of a patch.</summary>
public enum PatchKind
{
    /// <summary>Server-side apply (application/apply-patch+yaml; the body is JSON, which is YAML).</summary>
    Apply,

    /// <summary>JSON merge patch, RFC 7386.</summary>
    Merge,

    /// <summary>JSON patch, RFC 6902; the body is an array.</summary>
    Json,

    /// <summary>Kubernetes' strategic merge patch; built-in kinds only.</summary>
    StrategicMerge,
}

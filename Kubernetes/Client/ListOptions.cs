namespace Orkestra.Kubernetes.Client;

/// <summary>Which objects a list returns.</summary>
public sealed record ListOptions
{
    /// <summary>All objects of all namespaces.</summary>
    public static ListOptions All { get; } = new();

    /// <summary>Only this namespace; null for all, and for resources of cluster scope.</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector, as "app=web,tier!=db".</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector, as "metadata.name=web".</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The state to list, as it was at exactly this resourceVersion; null for the newest. The server answers 410 when it does not know that state any more.</summary>
    public string? ExactResourceVersion { get; init; }

    /// <summary>Objects in one answer of the server; 0 asks for all at once. Default 500, as kubectl.</summary>
    public int PageSize { get; init; } = 500;
}

namespace Orkestra.Kubernetes.Client;

/// <summary>No answer came from the API server (ORK2002): no connection, a broken one, none in time, or no credential to ask with (then the inner exception is a KubeconfigException). Whether a write was done is not known.</summary>
public sealed class ClusterUnreachableException : Exception
{
    /// <summary>Made from what went wrong underneath.</summary>
    public ClusterUnreachableException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>The id of this failure in docs/diagnostics.md.</summary>
    public string Id { get; } = "ORK2002";
}

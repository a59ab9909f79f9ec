namespace Orkestra.TestKit.Clusters;

/// <summary>A place in a cluster's record of requests. Only the cluster that made it can read it.</summary>
/// <param name="Position">Bytes of the audit log, or requests counted so far.</param>
public readonly record struct RequestMark(long Position)
{
    /// <summary>From the start of the cluster.</summary>
    public static RequestMark Start => default;
}

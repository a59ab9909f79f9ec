namespace Orkestra.DevCluster.Routing;

/// <summary>Names requests as the audit log does.</summary>
internal static class RequestVerb
{
    public static string Of(string method, RequestTarget? target, bool watch) => (method, target) switch
    {
        (_, null) => method.ToLowerInvariant(),
        ("GET" or "HEAD", { Name: null }) => watch ? "watch" : "list",
        ("GET" or "HEAD", _) => "get",
        ("POST", _) => "create",
        ("PUT", _) => "update",
        ("PATCH", _) => "patch",
        ("DELETE", { Name: null }) => "deletecollection",
        ("DELETE", _) => "delete",
        _ => method.ToLowerInvariant(),
    };
}

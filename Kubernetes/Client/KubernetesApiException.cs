using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Client;

/// <summary>The API server answered with an error (ORK2001). The message says verb, resource, name and what the server said; it never holds a body or a credential.</summary>
public sealed class KubernetesApiException : Exception
{
    /// <summary>Made from the answer.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="reason">The reason of the Status object.</param>
    /// <param name="serverMessage">The message of the Status object.</param>
    /// <param name="verb">The verb of the request.</param>
    /// <param name="resource">The resource of the request, as "deployments.apps".</param>
    /// <param name="name">The object's "namespace/name", or "".</param>
    /// <param name="retryAfter">What the Retry-After header says.</param>
    /// <param name="status">The Status object.</param>
    public KubernetesApiException(
        int statusCode, string reason, string serverMessage, string verb, string resource, string name = "", TimeSpan? retryAfter = null, JsonObject? status = null)
        : base(Describe(statusCode, reason, serverMessage, verb, resource, name))
    {
        StatusCode = statusCode;
        Reason = reason;
        ServerMessage = serverMessage;
        Verb = verb;
        Resource = resource;
        ObjectName = name;
        RetryAfter = retryAfter;
        Status = status;
    }

    /// <summary>The id of this failure in docs/diagnostics.md.</summary>
    public string Id { get; } = "ORK2001";

    /// <summary>The HTTP status; for an error event of a watch the code of its Status.</summary>
    public int StatusCode { get; }

    /// <summary>The reason of the Status: NotFound, Conflict, AlreadyExists, Invalid, Forbidden, Expired, …; derived from the status code when the server gave none.</summary>
    public string Reason { get; }

    /// <summary>What the server said.</summary>
    public string ServerMessage { get; }

    /// <summary>The verb of the request: get, list, watch, create, update, patch, apply, delete.</summary>
    public string Verb { get; }

    /// <summary>The resource of the request, as "deployments.apps" or "websites.example.com/status".</summary>
    public string Resource { get; }

    /// <summary>The object's "namespace/name", or "" for a list.</summary>
    public string ObjectName { get; }

    /// <summary>After which time the server wants to be asked again, if it said so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The Status object of the answer, or null when it had none.</summary>
    public JsonObject? Status { get; }

    /// <summary>404.</summary>
    public bool IsNotFound => StatusCode == 404;

    /// <summary>409, of any reason.</summary>
    public bool IsConflict => StatusCode == 409;

    /// <summary>409 because an object of that name exists.</summary>
    public bool IsAlreadyExists => StatusCode == 409 && string.Equals(Reason, "AlreadyExists", StringComparison.Ordinal);

    /// <summary>410: the resourceVersion or continue token is too old.</summary>
    public bool IsGone => StatusCode == 410;

    /// <summary>422: the object breaks a rule of the server.</summary>
    public bool IsInvalid => StatusCode == 422;

    /// <summary>The entries of <c>details.causes</c>.</summary>
    public IReadOnlyList<StatusCause> Causes =>
        Status?["details"]?["causes"] is JsonArray causes
            ? [.. causes.OfType<JsonObject>().Select(cause => new StatusCause((string?)cause["reason"] ?? "", (string?)cause["message"] ?? "", (string?)cause["field"] ?? ""))]
            : [];

    private static string Describe(int statusCode, string reason, string serverMessage, string verb, string resource, string name)
    {
        var text = new StringBuilder("The API server refused to ").Append(verb).Append(' ').Append(resource);
        if (name.Length > 0)
            text.Append(" \"").Append(name).Append('"');
        text.Append(CultureInfo.InvariantCulture, $": {statusCode} {reason}");
        if (serverMessage.Length > 0)
            text.Append(": ").Append(serverMessage);
        return text.ToString();
    }
}

using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Http;

/// <summary>The errors of the real server, worded as it words them.</summary>
internal static class ApiErrors
{
    public static ApiException NotFound(string group, string plural, string name) =>
        new(404, "NotFound", $"{Qualified(plural, group)} \"{name}\" not found", Details(group, plural, name));

    /// <summary>A resource or subresource that its group does not have.</summary>
    public static ApiException NoSuchResource() => new(404, "NotFound", "the server could not find the requested resource", new JsonObject());

    public static ApiException AlreadyExists(string group, string plural, string name) =>
        new(409, "AlreadyExists", $"{Qualified(plural, group)} \"{name}\" already exists", Details(group, plural, name));

    public static ApiException Conflict(string group, string plural, string name, string message) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {Qualified(plural, group)} \"{name}\": {message}", Details(group, plural, name));

    public static ApiException Modified(string group, string plural, string name) =>
        Conflict(group, plural, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException Forbidden(string group, string plural, string name, string message, params StatusCause[] causes)
    {
        var details = Details(group, plural, name);
        AddCauses(details, causes);
        var what = name.Length == 0 ? Qualified(plural, group) : $"{Qualified(plural, group)} \"{name}\"";
        return new(403, "Forbidden", $"{what} is forbidden: {message}", details);
    }

    /// <summary>Names the kind, not the resource, as the real server does.</summary>
    public static ApiException Invalid(string group, string kind, string name, IReadOnlyList<FieldError> errors)
    {
        var details = Details(group, kind, name);
        AddCauses(details, [.. errors.Distinct().Select(error => new StatusCause(error.Reason, error.Body, error.Field))]);
        var distinct = errors.Select(error => error.ToString()).Distinct(StringComparer.Ordinal).ToList();
        var list = distinct.Count == 1 ? distinct[0] : $"[{string.Join(", ", distinct)}]";
        return new(422, "Invalid", $"{Qualified(kind, group)} \"{name}\" is invalid: {list}", details);
    }

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException MethodNotAllowed() => new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new JsonObject());

    public static ApiException Expired(string message) => new(410, "Expired", message);

    public static ApiException Gone(string message) => new(410, "Gone", message);

    public static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiException NotImplemented(string message) => new(501, "NotImplemented", message);

    public static ApiException NotAcceptable(string accepted) =>
        new(406, "NotAcceptable", $"only the following media types are accepted: {accepted}");

    public static ApiException UnsupportedMediaType(string accepted) =>
        new(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {accepted}");

    public static ApiException TooLargeResourceVersion(long asked, long current) =>
        new(504, "Timeout", $"Too large resource version: {asked}, current: {current}", new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
            ["retryAfterSeconds"] = 1,
        })
        { RetryAfterSeconds = 1 };

    public static ApiException Internal(string message) => new(500, "InternalError", $"Internal error occurred: {message}");

    public static string Qualified(string resource, string group) => group.Length == 0 ? resource : $"{resource}.{group}";

    private static JsonObject Details(string group, string kind, string name)
    {
        var details = new JsonObject();
        if (name.Length > 0)
            details["name"] = name;
        if (group.Length > 0)
            details["group"] = group;
        if (kind.Length > 0)
            details["kind"] = kind;
        return details;
    }

    private static void AddCauses(JsonObject details, StatusCause[] causes)
    {
        if (causes.Length == 0)
            return;
        var list = new JsonArray();
        foreach (var cause in causes)
        {
            var entry = new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message };
            if (cause.Field.Length > 0)
                entry["field"] = cause.Field;
            list.Add((JsonNode)entry);
        }

        details["causes"] = list;
    }
}

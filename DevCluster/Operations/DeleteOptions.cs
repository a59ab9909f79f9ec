using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Operations;

/// <summary>How an object is deleted.</summary>
internal sealed record DeleteOptions(long? GracePeriodSeconds, string? Uid, string? ResourceVersion, string? Propagation)
{
    public static DeleteOptions Background { get; } = new(null, null, null, "Background");

    /// <summary>Of the body when there is one, else of the query.</summary>
    /// <exception cref="ApiException">They cannot be read.</exception>
    public static DeleteOptions Read(OperationContext context)
    {
        var options = context.Request.Body.Length > 0 ? FromBody(context) : FromQuery(context.Request.Query);
        if (options.Propagation is not (null or "Background" or "Foreground" or "Orphan"))
            throw ApiErrors.Invalid("", "DeleteOptions", "", [FieldError.NotSupported("propagationPolicy", options.Propagation, ["Foreground", "Background", "Orphan", "nil"])]);
        return options;
    }

    private static DeleteOptions FromBody(OperationContext context)
    {
        var body = RequestBody.Read(context.Request).Object();
        context.ReadDryRun(body["dryRun"]);
        if (body["orphanDependents"] is not null && body["propagationPolicy"] is { } policy)
            throw ApiErrors.Invalid("", "DeleteOptions", "", [FieldError.Invalid("propagationPolicy", policy.DeepClone(), "orphanDependents and deletionPropagation cannot be both set")]);
        return new DeleteOptions(
            body["gracePeriodSeconds"].Number(),
            body.Dig("preconditions", "uid").Text(),
            body.Dig("preconditions", "resourceVersion").Text(),
            body.Text("propagationPolicy") ?? (body["orphanDependents"] is { } orphan ? Of(orphan.IsTrue()) : null));
    }

    private static DeleteOptions FromQuery(QueryParameters query) => new(
        query.Number("gracePeriodSeconds"),
        null,
        null,
        query.Find("propagationPolicy") ?? (query.Find("orphanDependents") is not null ? Of(query.Flag("orphanDependents")) : null));

    private static string Of(bool orphan) => orphan ? "Orphan" : "Background";
}

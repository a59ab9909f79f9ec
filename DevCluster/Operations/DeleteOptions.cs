using System.Text.Json;
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
        var body = ReadBody(context);
        context.ReadDryRun(body["dryRun"]);
        if (body["orphanDependents"] is not null && body["propagationPolicy"] is { } policy)
            throw ApiErrors.Invalid("", "DeleteOptions", "", [FieldError.Invalid("propagationPolicy", policy.DeepClone(), "orphanDependents and deletionPropagation cannot be both set")]);
        return new DeleteOptions(
            body["gracePeriodSeconds"].Number(),
            body.Dig("preconditions", "uid").Text(),
            body.Dig("preconditions", "resourceVersion").Text(),
            body.Text("propagationPolicy") ?? (body["orphanDependents"] is { } orphan ? Of(orphan.IsTrue()) : null));
    }

    /// <summary>The real server does not say that what it cannot read is a bad request.</summary>
    private static JsonObject ReadBody(OperationContext context)
    {
        try
        {
            var body = RequestBody.Read(context.Request);
            var options = body.Node is null ? [] : body.Object();
            if (options.Kind is { Length: > 0 } and not "DeleteOptions")
                throw Unreadable($"no kind {FieldError.Quote(options.Kind)} is registered for version {FieldError.Quote(options.ApiVersion)} in scheme \"devcluster\"");
            foreach (var (field, kind) in ((string, JsonValueKind)[])[("gracePeriodSeconds", JsonValueKind.Number), ("propagationPolicy", JsonValueKind.String), ("preconditions", JsonValueKind.Object), ("dryRun", JsonValueKind.Array)])
            {
                if (options[field] is { } value && value.GetValueKind() != kind)
                    throw Unreadable($"json: cannot unmarshal {FieldError.Show(value)} into Go struct field DeleteOptions.{field}");
            }

            return options;
        }
        catch (ApiException fault) when (fault.StatusCode == 400)
        {
            throw Unreadable(fault.Message);
        }
    }

    private static ApiException Unreadable(string message) => new(500, "", message);

    private static DeleteOptions FromQuery(QueryParameters query) => new(
        query.Number("gracePeriodSeconds"),
        null,
        null,
        query.Find("propagationPolicy") ?? (query.Find("orphanDependents") is not null ? Of(query.Flag("orphanDependents")) : null));

    private static string Of(bool orphan) => orphan ? "Orphan" : "Background";
}

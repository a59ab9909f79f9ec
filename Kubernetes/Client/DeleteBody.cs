using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Client;

/// <summary>The DeleteOptions object of a request.</summary>
internal static class DeleteBody
{
    public static JsonObject Of(DeleteOptions options)
    {
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        if (options.GracePeriodSeconds is { } seconds)
            body["gracePeriodSeconds"] = seconds;
        if (options.Propagation is { } propagation)
            body["propagationPolicy"] = propagation.ToString();
        if (options.DryRun)
            body["dryRun"] = new JsonArray("All");
        if (options.Uid is not null || options.ResourceVersion is not null)
            body["preconditions"] = Preconditions(options);
        return body;
    }

    private static JsonObject Preconditions(DeleteOptions options)
    {
        var preconditions = new JsonObject();
        if (options.Uid is { } uid)
            preconditions["uid"] = uid;
        if (options.ResourceVersion is { } version)
            preconditions["resourceVersion"] = version;
        return preconditions;
    }
}

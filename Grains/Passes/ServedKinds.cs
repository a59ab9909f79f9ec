using System.Text.Json.Nodes;
using Orkestra.Katalog.Resources;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Finds the newest API version of a kind that the server serves. What a short form renders is written for the newest one that there is.</summary>
internal static class ServedKinds
{
    /// <param name="discovery">What the server serves.</param>
    /// <param name="apiVersion">The version that the object is written for.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="orOlder">Whether an older version will do, because the object can be rewritten.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static Task<ApiResource?> FindAsync(Discovery discovery, string apiVersion, string kind, bool orOlder, CancellationToken cancellationToken)
    {
        var wanted = GroupVersionKind.Parse(apiVersion, kind);
        var older = orOlder ? OlderForms.Of(apiVersion, kind) : [];
        return older.Count == 0
            ? discovery.FindAsync(wanted, cancellationToken)
            : discovery.FindFirstAsync([wanted, .. older.Select(form => GroupVersionKind.Parse(form.ApiVersion, kind))], cancellationToken);
    }

    /// <summary>Writes an object in the version in which the server has its kind.</summary>
    public static void Rewrite(JsonObject desired, string apiVersion, ApiResource served)
    {
        if (!string.Equals(apiVersion, served.ApiVersion, StringComparison.Ordinal))
            OlderForms.Of(apiVersion, served.Kind).First(form => string.Equals(form.ApiVersion, served.ApiVersion, StringComparison.Ordinal)).Rewrite(desired);
    }
}

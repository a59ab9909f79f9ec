using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

/// <summary>The API versions in which a server that is not of today serves the kinds of the short forms. Short forms are rendered at the newest version; the engine takes the
/// first one that the server has.</summary>
public static class OlderForms
{
    private const string FlowControl = "flowcontrol.apiserver.k8s.io/";

    /// <summary>The older versions of a kind, newest first; empty for a kind that has none, or when <paramref name="apiVersion"/> is not its newest one.</summary>
    public static IReadOnlyList<OlderForm> Of(string apiVersion, string kind) => (apiVersion, kind) switch
    {
        ("batch/v1", "CronJob") => [Same("batch/v1beta1")],
        ("policy/v1", "PodDisruptionBudget") => [Same("policy/v1beta1")],
        ("autoscaling/v2", "HorizontalPodAutoscaler") => [Same("autoscaling/v2beta2")],
        ("networking.k8s.io/v1", "Ingress") => [new OlderForm("networking.k8s.io/v1beta1", OlderIngress)],
        ("node.k8s.io/v1", "RuntimeClass") => [Same("node.k8s.io/v1beta1")],
        (FlowControl + "v1", "PriorityLevelConfiguration") =>
            [Same(FlowControl + "v1beta3"), new OlderForm(FlowControl + "v1beta2", AssuredShares("v1beta2")), new OlderForm(FlowControl + "v1beta1", AssuredShares("v1beta1"))],
        _ => [],
    };

    private static OlderForm Same(string apiVersion) => new(apiVersion, obj => obj["apiVersion"] = apiVersion);

    /// <summary>Until v1beta2 the shares of a level had another name.</summary>
    private static Action<JsonObject> AssuredShares(string version) => obj =>
    {
        obj["apiVersion"] = FlowControl + version;
        if (obj["spec"]?["limited"] is JsonObject limited && limited.Remove("nominalConcurrencyShares", out var shares))
            limited["assuredConcurrencyShares"] = shares;
    };

    /// <summary>Backends were flat.</summary>
    private static void OlderIngress(JsonObject ingress)
    {
        ingress["apiVersion"] = "networking.k8s.io/v1beta1";
        if (ingress["spec"] is not JsonObject spec)
            return;
        if (spec.Remove("defaultBackend", out var backend))
            spec["backend"] = FlatBackend(backend);
        foreach (var rule in (spec["rules"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var path in (rule["http"]?["paths"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (path.Remove("backend", out var target))
                    path["backend"] = FlatBackend(target);
            }
        }
    }

    private static JsonNode? FlatBackend(JsonNode? backend)
    {
        if (backend?["service"] is not JsonObject service)
            return backend;
        var port = service["port"];
        return new JsonObject { ["serviceName"] = service["name"]?.DeepClone(), ["servicePort"] = (port?["number"] ?? port?["name"])?.DeepClone() };
    }
}

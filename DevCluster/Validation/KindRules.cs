using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Validation;

/// <summary>Rules of built-in kinds that concern several fields, or that no schema can say.</summary>
internal static class KindRules
{
    private const int HighestPriority = 1_000_000_000;

    public static IEnumerable<FieldError> Validate(ServedKind kind, JsonObject obj) => (kind.Group, kind.Kind) switch
    {
        ("networking.k8s.io", "Ingress") => Ingress(obj.At("spec")),
        ("networking.k8s.io", "NetworkPolicy") => NetworkPolicy(obj.At("spec")),
        ("autoscaling", "HorizontalPodAutoscaler") => Autoscaler(obj.At("spec")),
        ("coordination.k8s.io", "Lease") => Lease(obj.At("spec")),
        ("scheduling.k8s.io", "PriorityClass") => PriorityClass(obj),
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration" or "MutatingWebhookConfiguration") => Webhooks(obj),
        _ => [],
    };

    private static IEnumerable<FieldError> Ingress(JsonObject? spec)
    {
        if (spec is null || spec["defaultBackend"] is null && spec["rules"] is not JsonArray { Count: > 0 })
            yield return FieldError.InvalidText("spec", "null", "either `defaultBackend` or `rules` must be specified");
        var rules = spec.ObjectsIn("rules").ToArray();
        for (var r = 0; r < rules.Length; r++)
        {
            var paths = rules[r].At("http").ObjectsIn("paths").ToArray();
            for (var p = 0; p < paths.Length; p++)
            {
                var place = $"spec.rules[{r}].http.paths[{p}]";
                if (paths[p].At("backend") is { } backend && backend["service"] is null && backend["resource"] is null)
                    yield return FieldError.Invalid($"{place}.backend", "", "resource or service backend is required");
                // A path may be left out where the controller says what that means.
                if ((paths[p].TextOf("pathType") is "Exact" or "Prefix" || paths[p].TextOf("path") is { Length: > 0 }) && paths[p].TextOf("path") is not ['/', ..])
                    yield return FieldError.Invalid($"{place}.path", paths[p].TextOf("path") ?? "", "must be an absolute path");
            }
        }
    }

    private static IEnumerable<FieldError> NetworkPolicy(JsonObject? spec)
    {
        foreach (var (list, peers) in ((string, string)[])[("ingress", "from"), ("egress", "to")])
        {
            var rules = spec.ObjectsIn(list).ToArray();
            for (var r = 0; r < rules.Length; r++)
            {
                var entries = rules[r].ObjectsIn(peers).ToArray();
                for (var p = 0; p < entries.Length; p++)
                {
                    if (entries[p].At("ipBlock").TextOf("cidr") is { } cidr && !IPNetwork.TryParse(cidr, out _))
                        yield return FieldError.Invalid($"spec.{list}[{r}].{peers}[{p}].ipBlock.cidr", cidr, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
                }
            }
        }
    }

    private static IEnumerable<FieldError> Autoscaler(JsonObject? spec)
    {
        if (Whole(spec, "maxReplicas") is { } most && Whole(spec, "minReplicas") is { } least && most < least)
            yield return FieldError.Invalid("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`");
    }

    private static IEnumerable<FieldError> Lease(JsonObject? spec)
    {
        if (Whole(spec, "leaseDurationSeconds") is { } duration and <= 0)
            yield return FieldError.Invalid("spec.leaseDurationSeconds", duration, "must be greater than 0");
        if (Whole(spec, "leaseTransitions") is { } transitions and < 0)
            yield return FieldError.Invalid("spec.leaseTransitions", transitions, "must be greater than or equal to 0");
    }

    private static IEnumerable<FieldError> PriorityClass(JsonObject obj)
    {
        if (Whole(obj, "value") is > HighestPriority && obj.At("metadata").TextOf("name") is not (['s', 'y', 's', 't', 'e', 'm', '-', ..]))
            yield return FieldError.Forbidden("value", $"maximum allowed value of a user defined priority is {HighestPriority}");
    }

    private static IEnumerable<FieldError> Webhooks(JsonObject obj)
    {
        var webhooks = obj.ObjectsIn("webhooks").ToArray();
        for (var i = 0; i < webhooks.Length; i++)
        {
            if (webhooks[i].TextOf("name") is { Length: > 0 } name && name.Split('.').Length < 3)
                yield return FieldError.Invalid($"webhooks[{i}].name", name, "should be a domain with at least three segments separated by dots");
            if (webhooks[i].At("clientConfig") is { } client && client["url"] is null == client["service"] is null)
                yield return FieldError.Required($"webhooks[{i}].clientConfig", "exactly one of url or service is required");
        }
    }

    private static long? Whole(JsonObject? obj, string name) =>
        obj?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) ? number : null;
}

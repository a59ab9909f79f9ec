using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Kinds with a selector and a pod template that must fit each other; the selector stays.</summary>
internal class WorkloadStrategy : ResourceStrategy
{
    public override IEnumerable<FieldError> Validate(JsonObject obj)
    {
        var spec = obj["spec"] as JsonObject ?? [];
        if (spec["replicas"].Number() is { } replicas and < 0)
            yield return FieldError.Invalid("spec.replicas", replicas, "must be greater than or equal to 0");
        if (spec["selector"] is JsonObject selector)
        {
            if (selector.Count == 0 || (selector["matchLabels"] is not JsonObject { Count: > 0 } && selector["matchExpressions"] is not JsonArray { Count: > 0 }))
                yield return FieldError.InvalidText("spec.selector", "{}", "empty selector is invalid for deployment");
            else if (!Fits(selector, spec.Dig("template", "metadata", "labels") as JsonObject ?? []))
                yield return FieldError.InvalidText("spec.template.metadata.labels", GoMap(spec.Dig("template", "metadata", "labels") as JsonObject), "`selector` does not match template `labels`");
        }
        else
        {
            // What selects nothing does not select the template either; that the selector is missing is told by the schema.
            yield return FieldError.InvalidText("spec.template.metadata.labels", GoMap(spec.Dig("template", "metadata", "labels") as JsonObject), "`selector` does not match template `labels`");
        }

        foreach (var error in PodRules.Validate(spec.Dig("template", "spec") as JsonObject, "spec.template.spec", Claims(spec)))
            yield return error;
        if (spec.Dig("template", "spec", "restartPolicy").Text() is { } policy and ("Never" or "OnFailure"))
            yield return FieldError.NotSupported("spec.template.spec.restartPolicy", policy, ["Always"]);
        if (spec.Dig("strategy", "type").Text() is "Recreate" && spec.Dig("strategy", "rollingUpdate") is not null)
            yield return FieldError.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
    }

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        if (!JsonNode.DeepEquals(obj.Dig("spec", "selector"), live.Dig("spec", "selector")))
            yield return FieldError.Invalid("spec.selector", obj.Dig("spec", "selector")?.DeepClone(), "field is immutable");
    }

    private static bool Fits(JsonObject selector, JsonObject labels)
    {
        var values = labels.ToDictionary(pair => pair.Key, pair => pair.Value.Text() ?? "", StringComparer.Ordinal);
        return LabelSelector.Parse(Operations.SelectorText.Of(selector)).Matches(values);
    }

    private static string GoMap(JsonObject? labels) =>
        labels is null ? "map[string]string(nil)" : $"map[string]string{{{string.Join(", ", labels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{FieldError.Quote(pair.Key)}:{FieldError.Quote(pair.Value.Text() ?? "")}"))}}}";

    private static IEnumerable<string> Claims(JsonObject spec) =>
        (spec["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>().Select(claim => claim.Dig("metadata", "name").Text()).OfType<string>();
}

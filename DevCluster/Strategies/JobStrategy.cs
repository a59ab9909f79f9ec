using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Jobs: template and selector stay; a deletion leaves the pods unless it says otherwise.</summary>
internal sealed class JobStrategy : ResourceStrategy
{
    public override bool OrphansByDefault => true;

    public override IReadOnlySet<string> SelectableFields { get; } = Fields("status.successful");

    public override IEnumerable<FieldError> Validate(JsonObject obj)
    {
        foreach (var error in PodRules.Validate(obj.Dig("spec", "template", "spec") as JsonObject, "spec.template.spec"))
            yield return error;
        if (obj.Dig("spec", "template", "spec", "restartPolicy").Text() is null or "Always")
            yield return FieldError.Required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
    }

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        foreach (var field in (string[])["completions", "selector", "template"])
        {
            if (!JsonNode.DeepEquals(obj.Dig("spec", field), live.Dig("spec", field)))
                yield return FieldError.Invalid($"spec.{field}", obj.Dig("spec", field)?.DeepClone(), "field is immutable");
        }
    }
}

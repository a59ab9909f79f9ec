using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Daemon sets count the changes of their template in an annotation.</summary>
internal sealed class DaemonSetStrategy : WorkloadStrategy
{
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    public override void PrepareForUpdate(JsonObject obj, JsonObject live, StrategyContext context)
    {
        var count = long.TryParse(live.Meta.Dig("annotations", TemplateGeneration).Text(), CultureInfo.InvariantCulture, out var number) ? number : 1;
        if (!JsonNode.DeepEquals(obj.Dig("spec", "template"), live.Dig("spec", "template")))
            count++;
        obj.Meta.Child("annotations")[TemplateGeneration] = count.ToString(CultureInfo.InvariantCulture);
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Katalog.Checks;

/// <summary>Samples that the rules of their own entry refuse. Rules that read what only a cluster knows are not asked.</summary>
internal static class SampleCheck
{
    private const int MostSamples = 32;
    private const int MostRules = 256;

    private static readonly string[] Known = ["spec", "metadata", "apiVersion", "kind"];

    public static void Check(CrdEntry entry, References references, ResourceSchema? schema, Findings findings)
    {
        var askable = entry.Admission.Validation.Where(rule => rule is { IsWarning: false, Condition: { } condition } && IsKnown(condition.Reads) && IsKnown(rule.Conditions.Reads)).ToList();
        if (askable.Count is 0 or > MostRules)
            return;
        var asked = entry with { Admission = entry.Admission with { Validation = askable } };
        foreach (var (sample, at) in references.Samples.Where(sample => string.Equals((sample.Object["kind"] as JsonValue)?.ToString(), entry.Types.Kind, StringComparison.Ordinal)).Take(MostSamples))
        {
            var given = (JsonObject)sample.DeepClone();
            if (schema is not null)
                SchemaDefaults.Apply(schema.Root, given);
            foreach (var violation in Violations(asked, given))
            {
                findings.Warning(
                    DiagnosticIds.Refused,
                    at.Place,
                    $"the sample {(given["metadata"] as JsonObject)?["name"]} is refused by the rule on line {violation.Place.Line}: {violation.Field}: {violation.Message}",
                    "correct the sample or the rule");
            }
        }
    }

    private static IReadOnlyList<Admission.RuleViolation> Violations(CrdEntry entry, JsonObject sample)
    {
        try
        {
            return EntryRenderer.Validate(entry, new RenderContext(sample, [], DateTimeOffset.UnixEpoch, new OrkFacts(inCluster: false, null, "")));
        }
        catch (RenderException)
        {
            // What cannot be evaluated for this sample is told when it is rendered.
            return [];
        }
    }

    private static bool IsKnown(Templates.TemplateReads reads) => !reads.ReadsTime && reads.Fields.All(field => !field.Path.IsEmpty && Known.Contains(field.Path[0], StringComparer.Ordinal));
}

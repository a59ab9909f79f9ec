using System.Text.Json.Nodes;
using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Checks;

/// <summary>Rules that together let no custom resource through, and defaults that they refuse. Only rules that always count and deny are looked at.</summary>
internal sealed class ContradictionCheck(ResourceSchema? schema, Findings findings)
{
    /// <summary>More rules on one field than anybody writes by hand.</summary>
    private const int MostRules = 64;

    private readonly TemplateScope _nothing = new(new Dictionary<string, object?>(StringComparer.Ordinal), TemplateSurroundings.At(DateTimeOffset.UnixEpoch));

    public void Check(AdmissionDefinition admission)
    {
        var strict = admission.Validation
            .Where(rule => rule is { IsWarning: false, Conditions.IsEmpty: true, Condition: { AsksTheClock: false, Spec.Negate: false } condition } && WrittenCondition.PathOf(condition) is not null)
            .GroupBy(rule => string.Join('.', WrittenCondition.PathOf(rule.Condition!)!), StringComparer.Ordinal);
        foreach (var rules in strict)
        {
            var few = rules.Take(MostRules).ToList();
            if (Agree(rules.Key, few))
                CheckGiven(rules.Key, few, admission.Mutation);
        }
    }

    /// <summary>The rule that takes the last possible value away is the one that is told.</summary>
    private bool Agree(string field, List<ValidationRule> rules)
    {
        var path = field.Split('.');
        var left = new PossibleValues(schema?.Find(path).Schema, _nothing);
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var test in rules[i].Condition!.Tests)
                left.Keep(test);
            if (!left.IsNone)
                continue;
            var others = rules.Take(i).Select(rule => rule.Place.Line).Distinct().ToList();
            var reason = others.Count switch
            {
                0 => schema is null ? "it contradicts itself" : "it contradicts itself or the CRD",
                1 => $"it contradicts the rule on line {others[0]}",
                _ => $"it contradicts those on lines {string.Join(", ", others)}",
            };
            findings.Error(DiagnosticIds.Contradiction, rules[i].Place, $"no custom resource can ever pass this rule on {field}: {reason}", "let the rules leave a value that all of them allow");
            return false;
        }

        return true;
    }

    /// <summary>What mutation rules and the CRD give to a field that is not written.</summary>
    private void CheckGiven(string field, List<ValidationRule> rules, IReadOnlyList<MutationRule> mutations)
    {
        var path = field.Split('.');
        if (mutations.LastOrDefault(rule => rule.Conditions.IsEmpty && rule.Field.SequenceEqual(path, StringComparer.Ordinal)) is { } mutation)
        {
            if (RuleValueCheck.ConstantOf(mutation) is not { } set || FirstRefusing(rules, set) is not { } refusing)
                return;
            if (mutation.IsOverride)
                findings.Error(DiagnosticIds.Contradiction, refusing.Place, $"no custom resource can ever pass this rule on {field}: line {mutation.Place.Line} always sets {ResourceSchema.AsText(set)}", "override with a value that the rule allows");
            else
                findings.Warning(DiagnosticIds.Refused, mutation.Value!.Place, $"the default {ResourceSchema.AsText(set)} of {field} is refused by the rule on line {refusing.Place.Line}", "give a default that the rule allows, or none");
        }
        else if (schema?.Find(path).Schema?["default"] is { } given && FirstRefusing(rules, given) is { } refusing)
        {
            findings.Warning(DiagnosticIds.Refused, refusing.Place, $"the default {ResourceSchema.AsText(given)} that the CRD gives to {field} is refused by this rule", "change the default of the CRD, or the rule");
        }
    }

    private ValidationRule? FirstRefusing(List<ValidationRule> rules, JsonNode value) =>
        rules.Find(rule => rule.Condition!.Tests.Any(test => test.Right is ConstantOperand && Refuses(test, value)));

    /// <summary>What cannot be told is not refused.</summary>
    private bool Refuses(ConditionTest test, JsonNode value)
    {
        try
        {
            return !test.Holds(TemplateValue.Normalize(value), _nothing);
        }
        catch (TemplateException)
        {
            return false;
        }
    }
}

using System.Collections.Immutable;
using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles the rules of <c>validation</c> and <c>mutation</c>.</summary>
internal sealed class RuleBinder(FragmentCompiler compiler, ConditionBinder conditions)
{
    private static readonly string[] Roots = ["spec", "metadata"];

    public AdmissionDefinition Bind(Located? validation, Located? mutation) => validation is null && mutation is null ? AdmissionDefinition.Empty : new AdmissionDefinition
    {
        Validation = [.. Rules(validation).Select(rule => Validation(rule.Index, rule.At)).OfType<ValidationRule>()],
        Mutation = [.. Rules(mutation).Select(rule => Mutation(rule.Index, rule.At)).OfType<MutationRule>()],
    };

    private static IEnumerable<(int Index, Located At)> Rules(Located? block) =>
        block?.At("rules") is { } rules ? rules.Items().Select((item, index) => (index, item)).Where(rule => rule.item.Node is MapNode) : [];

    private ValidationRule? Validation(int index, Located at)
    {
        var isUnique = at.At("operator")?.Text is "unique" || at.At("unique") is not null;
        var condition = isUnique ? null : conditions.Compile(at);
        if (isUnique)
            compiler.Findings.NotRun(at.Place, "unique is checked, but not executed by this version: what has it is not run");
        if (at.At("field")?.Text is not { } field || (condition is null && !isUnique))
            return null;
        return new ValidationRule
        {
            Path = $"admission.validation.rules[{index}]",
            Place = at.Place,
            Field = field,
            Condition = condition,
            IsUnique = isUnique,
            IsWarning = at.At("action")?.Text is "warn",
            CountsInPasses = at.At("fires", "reconcile")?.Flag ?? true,
            Link = at.At("link")?.Text,
            Message = compiler.CompileIfGiven(at.At("message")),
            Conditions = conditions.Bind(at),
        };
    }

    private MutationRule? Mutation(int index, Located at)
    {
        var value = compiler.CompileIfGiven(at.At("override") ?? at.At("default"));
        if (at.At("field") is not { } field || field.Text is not { } text || value is null || Steps(field, text) is not { } steps)
            return null;
        if (value.Reads.IsRandom)
            compiler.Findings.Warning(DiagnosticIds.RandomInApply, value.Place, "a random value here changes everything that reads it at every pass", "leave the random function out");
        return new MutationRule
        {
            Path = $"admission.mutation.rules[{index}]",
            Place = at.Place,
            Field = steps,
            IsOverride = at.At("override") is not null,
            ValueType = TypeOf(at.At("valueType")?.Text),
            CountsInPasses = at.At("fires", "reconcile")?.Flag ?? true,
            Value = value,
            Conditions = conditions.Bind(at),
        };
    }

    private ImmutableArray<string>? Steps(Located at, string text)
    {
        if (FieldPath.Parse(text, out var error, out _) is not { } path)
            compiler.Findings.Error(DiagnosticIds.BadName, at, $"{text} is no path: {error}", "write names joined by dots: spec.replicas");
        else if (path.Keys.Length < 2 || !Roots.Contains(path.Keys[0], StringComparer.Ordinal))
            compiler.Findings.Error(DiagnosticIds.BadName, at, $"{text} cannot be set by a rule", "write a path below spec or metadata");
        else
            return path.Keys;
        return null;
    }

    private static StatusValueType? TypeOf(string? type) => type switch
    {
        "string" => StatusValueType.Text,
        "int" => StatusValueType.Whole,
        "float" => StatusValueType.Real,
        "bool" => StatusValueType.Flag,
        _ => null,
    };
}

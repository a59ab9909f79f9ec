using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles <c>status</c>.</summary>
internal sealed class StatusBinder(FragmentCompiler compiler, ConditionBinder conditions, StatusSchema schema)
{
    /// <summary>Fields that the engine itself writes.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "conditions", "observedGeneration" };

    public StatusDefinition Bind(Located? status)
    {
        if (status is not { } given)
            return StatusDefinition.Empty;
        var fields = given.At("fields") is { } list ? list.Items().Select(Field).OfType<StatusField>().ToList() : [];
        return new StatusDefinition { Conditions = given.At("conditions")?.Flag ?? true, Fields = fields };
    }

    private StatusField? Field(Located at)
    {
        var value = compiler.CompileIfGiven(at.At("value"));
        var set = conditions.Bind(at);
        if (value is null || at.At("path") is not { } path || Steps(path) is not { } steps)
            return null;

        if (value.Reads.IsRandom)
            compiler.Findings.Warning(DiagnosticIds.RandomInApply, value.Place, "a random value in the status changes it at every pass", "leave the random function out");
        return new StatusField
        {
            Path = steps,
            Place = at.Place,
            Value = value,
            Type = at.At("type")?.Text is { } type ? TypeOf(type) : schema.TypeOf(steps),
            Conditions = set,
            ClearOnFalse = at.At("clearOnFalse")?.Flag ?? false,
        };
    }

    private string[]? Steps(Located path)
    {
        if (path.Text is not { } text)
            return null;
        var steps = text.Split('.');
        if (steps.Any(step => step.Length == 0 || step.Any(char.IsWhiteSpace)))
            compiler.Findings.Error(DiagnosticIds.BadName, path, $"{text} is no path below status", "write names joined by dots: endpoint.host");
        else if (Reserved.Contains(steps[0]))
            compiler.Findings.Error(DiagnosticIds.BadName, path, $"status.{steps[0]} is written by Orkestra itself", "choose another path");
        else
            return steps;
        return null;
    }

    private static StatusValueType TypeOf(string type) => type switch
    {
        "string" => StatusValueType.Text,
        "int" => StatusValueType.Whole,
        "float" => StatusValueType.Real,
        "bool" => StatusValueType.Flag,
        _ => StatusValueType.Auto,
    };
}

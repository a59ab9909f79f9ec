using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles <c>normalize</c>.</summary>
internal sealed class NormalizeBinder(FragmentCompiler compiler)
{
    public NormalizeDefinition Bind(Located? at)
    {
        if (at is not { } given)
            return NormalizeDefinition.Empty;
        var fields = given.At("spec") is { } spec ? spec.Entries().Select(entry => Field(entry.Entry, entry.Value)).OfType<NormalizedField>().ToList() : [];
        CheckOverlaps(fields);
        return new NormalizeDefinition { Audit = given.At("audit")?.Flag ?? false, Fields = fields };
    }

    private NormalizedField? Field(MapEntry entry, Located at)
    {
        var value = compiler.CompileIfGiven(at);
        var steps = entry.Key.Split('.');
        if (steps.Any(step => step.Length == 0 || step.Any(char.IsWhiteSpace)))
        {
            compiler.Findings.Error(DiagnosticIds.BadName, at.PlaceOf(entry.KeyMark), $"{entry.Key} is no path below spec", "write names joined by dots: resources.requests.cpu");
            return null;
        }

        if (value is { Reads.IsRandom: true })
            compiler.Findings.Warning(DiagnosticIds.RandomInApply, value.Place, "a random value here changes everything that reads it at every pass", "leave the random function out");
        return value is null ? null : new NormalizedField { Path = steps, Place = at.Place, Value = value };
    }

    /// <summary>Where one path is inside another, the order of the two would decide.</summary>
    private void CheckOverlaps(List<NormalizedField> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var inner = fields[i];
            if (fields.Find(outer => outer.Path.Count < inner.Path.Count && outer.Path.SequenceEqual(inner.Path.Take(outer.Path.Count), StringComparer.Ordinal)) is { } outer)
                compiler.Findings.Error(DiagnosticIds.GivenTwice, inner.Place, $"{string.Join('.', inner.Path)} is inside {string.Join('.', outer.Path)}, which is normalised, too", "keep one of them");
        }
    }
}

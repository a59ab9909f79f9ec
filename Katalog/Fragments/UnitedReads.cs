using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>Unites what many parts read in one go; one by one would be quadratic.</summary>
internal static class UnitedReads
{
    public static TemplateReads Of(IEnumerable<TemplateReads> parts)
    {
        var fields = new HashSet<FieldRead>();
        var (time, random, runs) = (false, false, false);
        foreach (var part in parts)
        {
            fields.UnionWith(part.Fields);
            time |= part.ReadsTime;
            random |= part.IsRandom;
            runs |= part.RunsWithTime;
        }

        return fields.Count == 0 && !time && !random ? TemplateReads.None : new TemplateReads([.. fields], time, random) { RunsWithTime = runs };
    }
}

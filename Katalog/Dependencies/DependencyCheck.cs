using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Schema;

namespace Orkestra.Katalog.Dependencies;

/// <summary>Entries that wait for each other in a circle would wait for ever; entries that there are not are waited for until somebody adds them.</summary>
internal static class DependencyCheck
{
    public static void Check(IReadOnlyList<CrdEntry> entries, Findings findings)
    {
        var byName = new Dictionary<string, CrdEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
            byName.TryAdd(entry.Name, entry);
        foreach (var entry in byName.Values)
        {
            foreach (var dependency in entry.DependsOn.Where(dependency => !byName.ContainsKey(dependency.Entry)))
            {
                var mend = NearestName.Of(dependency.Entry, byName.Keys) is { } near ? $"did you mean {near}?" : "add the entry, or leave the dependency out";
                findings.Warning(DiagnosticIds.UnknownEntry, dependency.Place, $"{entry.Name} depends on {dependency.Entry}, and there is no such entry", mend);
            }

            CheckCross(entry, byName, findings);
        }

        foreach (var circle in DependencyCircles.Find(entries))
            findings.Error(circle.Id, circle.Place, circle.Message, circle.Mend);
    }

    /// <summary>What another runtime has is not known here.</summary>
    private static void CheckCross(CrdEntry entry, Dictionary<string, CrdEntry> byName, Findings findings)
    {
        foreach (var read in entry.Cross.Where(read => read is { Host: null, Entry: { } name } && !byName.ContainsKey(name)))
        {
            var mend = NearestName.Of(read.Entry!, byName.Keys) is { } near ? $"did you mean {near}?" : "add the entry, or name the runtime that has it: source: { host: … }";
            findings.Warning(DiagnosticIds.UnknownEntry, read.EntryPlace ?? read.Place, $"{entry.Name} reads {read.Entry}, and there is no such entry", mend);
        }
    }
}

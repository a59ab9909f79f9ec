using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Dependencies;

/// <summary>Finds entries that wait for each other in a circle: none of them would ever begin.</summary>
public static class DependencyCircles
{
    /// <summary>One error for each circle, at the dependency that closes it. Of entries of one name the first counts.</summary>
    public static IReadOnlyList<Diagnostic> Find(IEnumerable<CrdEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var byName = new Dictionary<string, CrdEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
            byName.TryAdd(entry.Name, entry);
        var found = new List<Diagnostic>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in byName.Values)
            Visit(entry, [], byName, done, found);
        return found;
    }

    private static void Visit(CrdEntry entry, List<string> path, Dictionary<string, CrdEntry> byName, HashSet<string> done, List<Diagnostic> found)
    {
        if (done.Contains(entry.Name))
            return;
        path.Add(entry.Name);
        foreach (var dependency in entry.DependsOn)
        {
            var start = path.IndexOf(dependency.Entry);
            if (start >= 0)
            {
                found.Add(new Diagnostic(
                    DiagnosticIds.Cycle, DiagnosticSeverity.Error, $"entries depend on each other: {string.Join(" → ", path.Skip(start).Append(dependency.Entry))}", "take one of the dependencies out", dependency.Place));
            }
            else if (byName.TryGetValue(dependency.Entry, out var next))
            {
                Visit(next, path, byName, done, found);
            }
        }

        path.RemoveAt(path.Count - 1);
        done.Add(entry.Name);
    }
}

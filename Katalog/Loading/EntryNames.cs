using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>The entries of <c>spec.crds</c> with their names: keys of a map, or <c>name</c> in the items of the older list.</summary>
internal static class EntryNames
{
    private const int MaxLength = 63;

    public static IReadOnlyList<(string Name, Located At)> Of(Located document, Findings findings)
    {
        var all = new List<(string, Located)>();
        if (document.At("spec", "crds") is not { } crds)
            return all;

        foreach (var (entry, value) in crds.Entries())
        {
            CheckName(entry.Key, value.PlaceOf(entry.KeyMark), findings);
            if (value.At("name") is { } name && name.Text is { } text && !string.Equals(text, entry.Key, StringComparison.Ordinal))
                findings.Error(DiagnosticIds.BadName, name, $"the entry is called {entry.Key} above and {text} here", "leave name out");
            if (value.Node is MapNode)
                all.Add((entry.Key, value));
            else if (value.Node.IsNull)
                findings.Error(DiagnosticIds.RequiredKey, value.PlaceOf(entry.KeyMark), $"the entry {entry.Key} is empty", "add crdFile and operatorBox, or leave it out");
        }

        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in crds.Items().Where(item => item.Node is MapNode))
        {
            if (item.At("name") is not { } name || name.Text is not { Length: > 0 } text)
            {
                findings.Error(DiagnosticIds.RequiredKey, item.Place, "an entry in a list needs a name", "add name: …");
                continue;
            }

            CheckName(text, name.Place, findings);
            if (!lines.TryAdd(text, name.Place.Line))
                findings.Error(DiagnosticIds.DuplicateName, name, $"the name {text} is here twice; the first is on line {lines[text]}", "give each entry a name of its own");
            else
                all.Add((text, item));
        }

        return all;
    }

    /// <summary>Names stand in URLs and in metrics.</summary>
    private static void CheckName(string name, SourcePlace place, Findings findings)
    {
        if (name.Length is 0 or > MaxLength || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            findings.Error(DiagnosticIds.BadName, place, $"{(name.Length > MaxLength ? name[..MaxLength] : name)} cannot be the name of an entry", $"write letters, digits, -, _ and . only, at most {MaxLength}");
    }
}

using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>The entries of a Katalog as another definition gets them: in the present spelling, with what their file says for all of its entries.</summary>
internal static class ImportedEntries
{
    private static readonly (string Key, string From)[] Provenance = [("katalogName", "name"), ("katalogNamespace", "namespace"), ("katalogDescription", "description"), ("katalogVersion", "version")];

    public static IEnumerable<(string Name, MapNode Entry)> Of(Located katalog)
    {
        foreach (var (name, at) in Named(katalog, null))
        {
            var entry = Spelling.Upgrade((MapNode)at.Node);
            foreach (var (key, from) in Provenance)
            {
                if (entry.Find(key) is null && katalog.At("metadata", from) is { } value)
                    entry = NodeMerge.With(entry, [key], value.Node);
            }

            if (katalog.At("crossAccess") is { Flag: false } closed && entry.Find("crossAccess") is null)
                entry = NodeMerge.With(entry, ["crossAccess"], closed.Node);
            if (katalog.At("spec", "finalizers") is { } finalizers)
                entry = NodeMerge.With(entry, ["operatorBox", "runtime", "finalizers"], NodeMerge.Join(finalizers.Node, NodeMerge.Find(entry, "operatorBox", "runtime", "finalizers"))!);
            yield return (name, entry);
        }
    }

    /// <summary>Entries by name, as they are written; those of the older list have their names in <c>name</c>.</summary>
    public static IReadOnlyList<(string Name, Located At)> Named(Located document, Findings? findings)
    {
        var all = new List<(string, Located)>();
        if (document.At("spec", "crds") is not { } crds)
            return all;
        foreach (var item in crds.Items().Where(item => item.Node is MapNode))
        {
            if (item.At("name") is { } name && name.Text is { Length: > 0 } text)
                all.Add((text, item));
            else
                findings?.Error(DiagnosticIds.RequiredKey, item.Place, "an entry in a list needs a name", "add name: …");
        }

        all.AddRange(crds.Entries().Where(each => each.Value.Node is MapNode).Select(each => (each.Entry.Key, each.Value)));
        return all;
    }
}

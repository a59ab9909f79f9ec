using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Reads what files and entries say of themselves.</summary>
internal static class AboutBinder
{
    public static DefinitionAbout Bind(Located document)
    {
        var metadata = document.At("metadata");
        return new DefinitionAbout(document.Node.Source.Reference, DocumentReader.KindOf(document), metadata?.At("name")?.Text ?? "")
        {
            Namespace = metadata?.At("namespace")?.Text,
            Facts =
            [
                .. (metadata?.Entries() ?? []).Where(static each => each.Entry.Key is not "name" && !each.Value.Node.IsNull)
                    .Select(static each => KeyValuePair.Create(each.Entry.Key, each.Value.Text ?? NodeJson.Of(each.Value.Node)?.ToJsonString() ?? "")),
                .. Described("note", document.At("notes", "functions") ?? document.At("notes")),
                .. Described("input", document.At("inputs")),
            ],
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Described(string what, Located? list)
    {
        foreach (var item in list?.Items() ?? [])
        {
            if (item.At("name")?.Text is { } name && item.At("description")?.Text is { } description)
                yield return KeyValuePair.Create($"{what} {name}", description);
        }
    }

    /// <summary>Null where an entry says nothing of it: it is of the file itself.</summary>
    public static EntryOrigin? Origin(Located entry)
    {
        var origin = new EntryOrigin(entry.At("katalogName")?.Text, entry.At("katalogNamespace")?.Text, entry.At("katalogVersion")?.Text, entry.At("katalogDescription")?.Text);
        return origin == new EntryOrigin(null, null, null, null) ? null : origin;
    }
}

using Orkestra.Katalog.Model;

namespace Orkestra.Cli.Definitions;

/// <summary>What definitions say of themselves, as comments of YAML: one line for each fact.</summary>
internal static class AboutText
{
    /// <param name="katalog">The definition.</param>
    /// <param name="shorten">Makes the paths of files short.</param>
    public static IEnumerable<string> Of(KatalogDefinition katalog, Func<string, string> shorten)
    {
        yield return $"# {katalog.About?.Kind ?? "Katalog"} {katalog.Name}";
        foreach (var (key, value) in new[] { ("version", katalog.Version), ("description", katalog.Description) }.Where(static fact => fact.Item2 is not null))
            yield return Fact(key, value!);
        foreach (var (key, value) in (katalog.About?.Facts ?? []).Where(static fact => fact.Key is not ("version" or "description")))
            yield return Fact(key, value);
        foreach (var part in katalog.Parts)
        {
            yield return $"# imports the {part.Kind} {part.Name} of {shorten(part.File)}";
            foreach (var (key, value) in part.Facts)
                yield return Fact(key, value);
        }

        foreach (var entry in katalog.Entries.Where(static entry => entry.Description is not null || entry.Origin is not null))
        {
            yield return $"# entry {entry.Name}";
            foreach (var (key, value) in Facts(entry))
                yield return Fact(key, value);
        }
    }

    private static IEnumerable<(string Key, string Value)> Facts(CrdEntry entry)
    {
        var origin = entry.Origin;
        foreach (var (key, value) in new[]
        {
            ("description", entry.Description), ("katalogName", origin?.Name), ("katalogNamespace", origin?.Namespace), ("katalogVersion", origin?.Version), ("katalogDescription", origin?.Description),
        })
        {
            if (value is not null)
                yield return (key, value);
        }
    }

    private static string Fact(string key, string value) => $"#   {key}: {value.ReplaceLineEndings(" ")}";
}

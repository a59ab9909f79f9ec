using Orkestra.Cli.Sources;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Dependencies;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;

namespace Orkestra.Cli.Definitions;

/// <summary>Loads the definitions that a command names, and checks what one file cannot know of the others.</summary>
/// <param name="environment">Where relative paths start.</param>
/// <param name="defaults">What entries get that say nothing.</param>
/// <param name="map">The ConfigMap that one of them is in; null: none is.</param>
internal sealed class DefinitionLoader(CliEnvironment environment, EntryDefaults defaults, ConfigMapFiles? map = null)
{
    /// <summary>An entry names one that its own file does not have.</summary>
    public const string UnknownEntry = "ORK1042";

    /// <summary>Loads everything; with no path the default file of the current folder.</summary>
    public async Task<LoadedDefinitions> LoadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var files = paths.Count == 0 ? [DefinitionPath.Find(null, environment)] : paths.Select(path => DefinitionPath.Find(path, environment)).ToList();
        var sources = DefinitionSources.Of(environment, map);
        var loader = new KatalogLoader(sources, defaults, sources);
        var katalogs = new List<KatalogDefinition>();
        var findings = new List<Diagnostic>();
        foreach (var file in files)
        {
            var result = await loader.LoadAsync(file, cancellationToken).ConfigureAwait(false);
            findings.AddRange(result.Diagnostics.Select(Shorten));
            if (result.Katalog is not null)
                katalogs.Add(result.Katalog);
        }

        var found = FoundElsewhere(katalogs);
        findings.RemoveAll(finding => finding.Id is UnknownEntry && found.Contains(finding.Place));
        findings.AddRange(Clashes(katalogs));
        // A circle within one file is found when it is loaded.
        findings.AddRange(DependencyCircles.Find(katalogs.SelectMany(katalog => katalog.Entries)).Select(Shorten));
        return new LoadedDefinitions(files, katalogs, findings) { Sources = sources.Files };
    }

    /// <summary>Where one file names an entry that another file of the command has.</summary>
    private HashSet<SourcePlace> FoundElsewhere(List<KatalogDefinition> katalogs)
    {
        var names = katalogs.SelectMany(katalog => katalog.Entries).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        var entries = katalogs.SelectMany(katalog => katalog.Entries).ToList();
        var dependencies = entries.SelectMany(entry => entry.DependsOn).Where(dependency => names.Contains(dependency.Entry)).Select(dependency => dependency.Place);
        var reads = entries.SelectMany(entry => entry.Cross).Where(read => read.Entry is not null && names.Contains(read.Entry)).Select(read => read.EntryPlace ?? read.Place);
        return [.. dependencies.Concat(reads).Select(Short)];
    }

    /// <summary>A box is addressed by the name of its entry, and a kind is reconciled by one box: both must be unique over all files.</summary>
    private IEnumerable<Diagnostic> Clashes(List<KatalogDefinition> katalogs)
    {
        var names = new Dictionary<string, CrdEntry>(StringComparer.Ordinal);
        var kinds = new Dictionary<(string Group, string Kind), (KatalogDefinition Katalog, CrdEntry Entry)>();
        foreach (var katalog in katalogs)
        {
            foreach (var entry in katalog.Entries)
            {
                if (!names.TryAdd(entry.Name, entry))
                {
                    yield return Shorten(new Diagnostic(
                        "ORK0013", DiagnosticSeverity.Error, $"the entry {entry.Name} is in {Short(names[entry.Name].Place)} already", "rename one of the two", entry.Place));
                }

                if (!entry.Enabled || kinds.TryAdd((entry.Types.Group, entry.Types.Kind), (katalog, entry)))
                    continue;
                var (otherKatalog, other) = kinds[(entry.Types.Group, entry.Types.Kind)];
                if (ReferenceEquals(otherKatalog, katalog))
                    continue;
                yield return Shorten(new Diagnostic(
                    "ORK0014",
                    DiagnosticSeverity.Error,
                    $"{entry.Types.Kind} of group {entry.Types.Group} is reconciled by the entry {other.Name} in {Short(other.Place)} already",
                    "run the two files as two observers with selectors that do not overlap, or disable one entry",
                    entry.Place));
            }
        }
    }

    private SourcePlace Short(SourcePlace place) => place with { File = Short(place.File) };

    private Diagnostic Shorten(Diagnostic finding) => finding with { Place = Short(finding.Place) };

    private string Short(string file) => environment.Shorten(file);
}

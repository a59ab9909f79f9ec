using System.Runtime.CompilerServices;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Reads the Katalogs that a Komposer imports, in the order in which they count: registry, files, charts. Each is whole: its fragments and Motifs are in it.</summary>
internal sealed class ImportedKatalogs(DocumentReader documents, IncludeExpander includes, ImportFetcher fetcher, Func<MotifImporter> motifs, Action<DefinitionAbout> tell, Findings findings)
{
    /// <summary>Those that could be read, with where they are imported.</summary>
    public async IAsyncEnumerable<(Located At, Located Katalog)> ReadAsync(Located komposer, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var at in Items(komposer, "imports", "registry"))
        {
            if (await WholeAsync(await fetcher.ArtefactAsync(at, ct).ConfigureAwait(false), ct).ConfigureAwait(false) is { } katalog)
                yield return (at, katalog);
        }

        foreach (var at in Items(komposer, "imports", "files").Concat(Items(komposer, "sources", "files")))
        {
            if (await WholeAsync(await fetcher.FileAsync(at, ct).ConfigureAwait(false), ct).ConfigureAwait(false) is { } katalog)
                yield return (at, katalog);
        }

        foreach (var at in Items(komposer, "imports", "helm").Where(item => item.Node is MapNode))
        {
            if (await fetcher.ChartAsync(at, ct).ConfigureAwait(false) is { } rendered && Rendered(at, rendered) is { } one && await WholeAsync(one, ct).ConfigureAwait(false) is { } katalog)
                yield return (at, katalog);
        }
    }

    private static IEnumerable<Located> Items(Located komposer, string block, string list) => komposer.At(block, list)?.Items() ?? [];

    /// <summary>The one Katalog among all that a chart renders.</summary>
    private Located? Rendered(Located at, SourceText source)
    {
        var katalogs = YamlReader.Read(source, findings).Where(document => DocumentReader.IsKatalog(document)).ToList();
        if (katalogs is [var only])
            return only;
        findings.Error(DiagnosticIds.ImportNotRead, at, $"the chart renders {(katalogs.Count == 0 ? "no Katalog" : $"{katalogs.Count} Katalogs")}", katalogs.Count == 0 ? "one of its templates must be a Katalog" : "name the template with path");
        return null;
    }

    private async Task<Located?> WholeAsync(SourceText? source, CancellationToken ct) =>
        source is not null && documents.Document(source, "Katalog") is { } document ? await WholeAsync(document, ct).ConfigureAwait(false) : null;

    private async Task<Located?> WholeAsync(Located document, CancellationToken ct)
    {
        document = await includes.ExpandAsync(document, KatalogLanguage.Document, ct).ConfigureAwait(false);
        new SpellingCheck(findings).Check(document);
        KatalogLanguage.Frame.Check(document, findings);
        tell(AboutBinder.Bind(document));
        return await motifs().ImportAsync(document, ct).ConfigureAwait(false);
    }
}

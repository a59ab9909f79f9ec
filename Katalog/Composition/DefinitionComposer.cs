using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Makes one document of a definition and all that it is put together of: fragments, Motifs, imported Katalogs. Every part keeps its place.</summary>
internal sealed class DefinitionComposer
{
    private readonly FragmentBudget _files;
    private readonly IncludeExpander _includes;
    private readonly KatalogComposer _komposer;
    private readonly MotifImporter _motifs;
    private readonly Findings _findings;
    private readonly List<DefinitionAbout> _parts = [];

    public DefinitionComposer(DocumentReader documents, IImportReader imports, Findings findings)
    {
        _findings = findings;
        _files = new FragmentBudget(documents, findings);
        _includes = new IncludeExpander(_files, findings);
        var fetcher = new ImportFetcher(_files, imports, findings);
        var motifs = new MotifReader(documents, _files, fetcher, _parts.Add, findings);
        _motifs = new MotifImporter(motifs, findings);
        _komposer = new KatalogComposer(new ImportedKatalogs(documents, _includes, fetcher, () => new MotifImporter(motifs, findings), _parts.Add, findings), () => new MotifImporter(motifs, findings), findings);
    }

    /// <summary>The texts of all files besides the definition itself.</summary>
    public IReadOnlyList<string> Texts => _files.Texts;

    /// <summary>What the Katalogs and Motifs say of themselves that were imported, each once.</summary>
    public IReadOnlyList<DefinitionAbout> Parts => [.. _parts.DistinctBy(static part => part.File, StringComparer.Ordinal)];

    /// <summary>The whole document.</summary>
    public async Task<Located> ComposeAsync(Located document, CancellationToken ct)
    {
        var isKomposer = DocumentReader.KindOf(document) is "Komposer";
        document = await _includes.ExpandAsync(document, isKomposer ? KatalogLanguage.Komposer : KatalogLanguage.Document, ct).ConfigureAwait(false);
        new SpellingCheck(_findings).Check(document);
        return isKomposer ? await _komposer.ComposeAsync(document, ct).ConfigureAwait(false) : await _motifs.ImportAsync(document, ct).ConfigureAwait(false);
    }
}

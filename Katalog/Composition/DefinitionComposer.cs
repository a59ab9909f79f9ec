using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
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

    public DefinitionComposer(DocumentReader documents, IImportReader imports, Findings findings)
    {
        _findings = findings;
        _files = new FragmentBudget(documents, findings);
        _includes = new IncludeExpander(_files, findings);
        var fetcher = new ImportFetcher(_files, imports, findings);
        var motifs = new MotifReader(documents, _files, fetcher, findings);
        _motifs = new MotifImporter(motifs, findings);
        _komposer = new KatalogComposer(new ImportedKatalogs(documents, _includes, fetcher, () => new MotifImporter(motifs, findings), findings), () => new MotifImporter(motifs, findings), findings);
    }

    /// <summary>The texts of all files besides the definition itself.</summary>
    public IReadOnlyList<string> Texts => _files.Texts;

    /// <summary>The whole document.</summary>
    public async Task<Located> ComposeAsync(Located document, CancellationToken ct)
    {
        var isKomposer = DocumentReader.KindOf(document) is "Komposer";
        document = await _includes.ExpandAsync(document, isKomposer ? KatalogLanguage.Komposer : KatalogLanguage.Document, ct).ConfigureAwait(false);
        new SpellingCheck(_findings).Check(document);
        return isKomposer ? await _komposer.ComposeAsync(document, ct).ConfigureAwait(false) : await _motifs.ImportAsync(document, ct).ConfigureAwait(false);
    }
}

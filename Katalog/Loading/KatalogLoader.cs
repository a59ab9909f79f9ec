using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Dependencies;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Loads a Katalog or Komposer and all that it refers to. It reports every mistake at once and throws for none.</summary>
/// <param name="reader">Reads the sources.</param>
/// <param name="defaults">What entries get that say nothing; null: those of the format.</param>
/// <param name="imports">Reads charts, artefacts of a registry and what needs a credential; null: such imports are refused.</param>
public sealed class KatalogLoader(ISourceReader reader, EntryDefaults? defaults = null, IImportReader? imports = null)
{
    /// <summary>Loads the Katalog or Komposer behind a path or URL.</summary>
    public async Task<LoadResult> LoadAsync(string reference, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var findings = new Findings();
        var documents = new DocumentReader(reader, findings);
        if (await documents.ReadMainAsync(reference, ct).ConfigureAwait(false) is not { } source)
            return new LoadResult(null, findings.InOrder(reference));

        var katalog = documents.Document(source, "Katalog", "Komposer") is { } document ? await BindAsync(document, documents, findings, ct).ConfigureAwait(false) : null;
        return new LoadResult(findings.HasErrors ? null : katalog, findings.InOrder(source.Reference));
    }

    private async Task<KatalogDefinition> BindAsync(Located document, DocumentReader documents, Findings findings, CancellationToken ct)
    {
        var source = document.Node.Source;
        var written = document.Node;
        var writtenEntries = EntryNames.Of(document, new Findings()).ToLookup(each => each.Name, each => each.At.Node, StringComparer.Ordinal);
        var composer = new DefinitionComposer(documents, imports ?? new NoImportReader(), findings);
        document = await composer.ComposeAsync(document, ct).ConfigureAwait(false);
        (DocumentReader.KindOf(document) is "Komposer" ? KatalogLanguage.Komposer : KatalogLanguage.Document).Check(document, findings);
        var functions = NoteBinder.Bind(document, findings);
        var profiles = ProfileBinder.Bind(document.At("profiles"), functions, findings);
        var binder = new EntryBinder(document, functions, profiles, findings, defaults ?? new EntryDefaults());
        var texts = new List<string>([source.Text, .. composer.Texts]);
        var entries = new List<CrdEntry>();
        var beside = new CrdBeside(reader);
        foreach (var (name, at) in EntryNames.Of(document, findings))
        {
            var references = await References.ReadAsync(at, reader, findings, ct).ConfigureAwait(false);
            texts.AddRange(references.Texts);
            references = references with { CrdBeside = await beside.FindAsync(at, ct).ConfigureAwait(false) };
            if (binder.Bind(name, at, references) is { } entry)
                entries.Add(entry with { Declaration = new Declaration(writtenEntries[name].FirstOrDefault() ?? at.Node, at.Node) });
        }

        OverlapCheck.Check(entries, findings);
        DependencyCheck.Check(entries, findings);
        var metadata = document.At("metadata");
        return new KatalogDefinition(metadata?.At("name")?.Text ?? "", metadata?.At("version")?.Text, metadata?.At("description")?.Text, Revision.Of(texts), entries) { Declaration = new Declaration(written, document.Node), About = AboutBinder.Bind(document), Parts = composer.Parts, Annotations = Annotations(metadata?.At("annotations")) };
    }

    private static Dictionary<string, string> Annotations(Located? at)
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (entry, value) in at?.Entries() ?? [])
            annotations[entry.Key] = value.Text ?? "";
        return annotations;
    }
}

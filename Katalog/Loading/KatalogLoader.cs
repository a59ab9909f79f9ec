using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Loads a Katalog and all that it refers to. It reports every mistake at once and throws for none.</summary>
/// <param name="reader">Reads the sources.</param>
/// <param name="defaults">What entries get that say nothing; null: those of the format.</param>
public sealed class KatalogLoader(ISourceReader reader, EntryDefaults? defaults = null)
{
    private static readonly string[] ApiVersions = ["orkestra.orkspace.io/v1", "orkestra.konductor.io/v1Alpha", "inrun.dev/v1"];
    private static readonly string[] OtherKinds = ["Komposer", "Motif", "E2E", "Simulate"];

    /// <summary>Loads the Katalog behind a path or URL.</summary>
    public async Task<LoadResult> LoadAsync(string reference, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var findings = new Findings();
        SourceText source;
        try
        {
            source = await reader.ReadAsync(reference, null, ct).ConfigureAwait(false);
        }
        catch (SourceNotFoundException e)
        {
            findings.Error(DiagnosticIds.SourceNotRead, new SourcePlace(reference, 1, 1, ""), $"the file cannot be read: {e.Reason}", "check the path");
            return new LoadResult(null, findings.InOrder(reference));
        }

        var documents = YamlReader.Read(source, findings);
        var katalog = Document(source, documents, findings) is { } document ? await BindAsync(document, source, findings, ct).ConfigureAwait(false) : null;
        return new LoadResult(findings.HasErrors ? null : katalog, findings.InOrder(source.Reference));
    }

    /// <summary>The one document that is a Katalog; null when there is none to go on with.</summary>
    private static Located? Document(SourceText source, IReadOnlyList<Located> documents, Findings findings)
    {
        if (documents.Count == 0)
        {
            if (!findings.HasErrors)
                findings.Error(DiagnosticIds.NotAKatalog, new SourcePlace(source.Reference, 1, 1, ""), "the file is empty", "write a Katalog into it");
            return null;
        }

        if (documents.Count > 1)
            findings.Error(DiagnosticIds.NotAKatalog, documents[1], "a Katalog file has one document, and here begins another", "put it into a file of its own");

        var document = documents[0];
        if (document.Node is not MapNode)
        {
            findings.Error(DiagnosticIds.NotAKatalog, document, $"a Katalog is a map, and this is {document.Node.Description}", "begin with apiVersion: orkestra.orkspace.io/v1");
            return null;
        }

        return IsKatalog(document, findings) ? document : null;
    }

    private static bool IsKatalog(Located document, Findings findings)
    {
        if (document.At("apiVersion") is { } apiVersion && apiVersion.Text is { } version && !ApiVersions.Contains(version, StringComparer.Ordinal))
            findings.Error(DiagnosticIds.NotAKatalog, apiVersion, $"the apiVersion {version} is not known", $"write {ApiVersions[0]}");

        if (document.At("kind") is not { } kind || kind.Text is not { } name || name is "Katalog" or "Catalog")
            return true;
        if (OtherKinds.Contains(name, StringComparer.Ordinal))
            findings.Error(DiagnosticIds.NotAKatalog, kind, $"this is a {name}, not a Katalog", $"give the Katalog instead; a {name} is not loaded by this version");
        else
            findings.Error(DiagnosticIds.NotAKatalog, kind, $"the kind {name} is not known", NearestName.Of(name, ["Katalog", .. OtherKinds]) is { } near ? $"did you mean {near}?" : "write Katalog");
        return false;
    }

    private async Task<KatalogDefinition> BindAsync(Located document, SourceText source, Findings findings, CancellationToken ct)
    {
        KatalogLanguage.Document.Check(document, findings);
        var functions = NoteBinder.Bind(document, findings);
        var profiles = ProfileBinder.Bind(document.At("profiles"), functions, findings);
        var binder = new EntryBinder(document, functions, profiles, findings, defaults ?? new EntryDefaults());
        var texts = new List<string> { source.Text };
        var entries = new List<CrdEntry>();
        foreach (var (name, at) in EntryNames.Of(document, findings))
        {
            var references = await References.ReadAsync(at, reader, findings, ct).ConfigureAwait(false);
            texts.AddRange(references.Texts);
            if (binder.Bind(name, at, references) is { } entry)
                entries.Add(entry);
        }

        OverlapCheck.Check(entries, findings);
        var metadata = document.At("metadata");
        return new KatalogDefinition(metadata?.At("name")?.Text ?? "", metadata?.At("version")?.Text, metadata?.At("description")?.Text, Revision.Of(texts), entries) { Annotations = Annotations(metadata?.At("annotations")) };
    }

    private static Dictionary<string, string> Annotations(Located? at)
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (entry, value) in at?.Entries() ?? [])
            annotations[entry.Key] = value.Text ?? "";
        return annotations;
    }
}

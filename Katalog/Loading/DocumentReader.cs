using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Reads the one document of a file of the language and checks that it is of a kind that is wanted there.</summary>
internal sealed class DocumentReader(ISourceReader reader, Findings findings)
{
    private static readonly string[] ApiVersions = ["orkestra.orkspace.io/v1", "orkestra.konductor.io/v1Alpha", "inrun.dev/v1"];
    private static readonly string[] Kinds = ["Katalog", "Komposer", "Motif", "E2E", "Simulate"];

    /// <summary>The source of a reference that a user gave; null when it cannot be read, which has been reported.</summary>
    public async Task<SourceText?> ReadMainAsync(string reference, CancellationToken ct)
    {
        try
        {
            return await reader.ReadAsync(reference, null, ct).ConfigureAwait(false);
        }
        catch (SourceNotFoundException e)
        {
            findings.Error(DiagnosticIds.SourceNotRead, new SourcePlace(reference, 1, 1, ""), $"the file cannot be read: {e.Reason}", "check the path");
            return null;
        }
    }

    /// <summary>The source behind a reference in a file; null when it cannot be read, which has been reported at the reference.</summary>
    public async Task<SourceText?> ReadReferencedAsync(Located at, string reference, CancellationToken ct)
    {
        try
        {
            return await reader.ReadAsync(reference, at.Node.Source.Reference, ct).ConfigureAwait(false);
        }
        catch (SourceNotFoundException e)
        {
            findings.Error(DiagnosticIds.ReferenceNotFound, at, $"{reference} cannot be read: {e.Reason}", "correct the path; it starts at the folder of this file");
            return null;
        }
    }

    /// <summary>The one document of a source; null when there is none to go on with. The names in <paramref name="wanted"/> are those of the kinds, the first one is named in messages.</summary>
    public Located? Document(SourceText source, params IReadOnlyList<string> wanted)
    {
        var documents = YamlReader.Read(source, findings);
        if (documents.Count == 0)
        {
            if (!findings.HasErrors)
                findings.Error(DiagnosticIds.NotAKatalog, new SourcePlace(source.Reference, 1, 1, ""), "the file is empty", $"write a {wanted[0]} into it");
            return null;
        }

        if (documents.Count > 1)
            findings.Error(DiagnosticIds.NotAKatalog, documents[1], $"a {wanted[0]} file has one document, and here begins another", "put it into a file of its own");

        var document = documents[0];
        if (document.Node is MapNode)
        {
            if (!IsWanted(document, wanted))
                return null;
            new SpellingCheck(findings).CheckNames(document);
            return document;
        }

        findings.Error(DiagnosticIds.NotAKatalog, document, $"a {wanted[0]} is a map, and this is {document.Node.Description}", $"begin with apiVersion: {ApiVersions[0]}");
        return null;
    }

    /// <summary>The kind of a document under its present name; Katalog where it has none.</summary>
    public static string KindOf(Located document) => document.At("kind")?.Text is { } kind ? Present(kind) : "Katalog";

    /// <summary>Whether a document says that it is a Katalog.</summary>
    public static bool IsKatalog(Located document) => document.At("kind")?.Text is { } kind && Present(kind) is "Katalog";

    private bool IsWanted(Located document, IReadOnlyList<string> wanted)
    {
        if (document.At("apiVersion") is { } apiVersion && apiVersion.Text is { } version)
            CheckVersion(apiVersion, version);
        if (document.At("kind") is not { } kind || kind.Text is not { } name)
            return true;
        if (wanted.Contains(Present(name), StringComparer.Ordinal))
            return true;
        if (Kinds.Contains(name, StringComparer.Ordinal))
            findings.Error(DiagnosticIds.NotAKatalog, kind, $"this is a {name}, not a {wanted[0]}", $"give a {wanted[0]} here");
        else
            findings.Error(DiagnosticIds.NotAKatalog, kind, $"the kind {name} is not known", NearestName.Of(name, Kinds) is { } near ? $"did you mean {near}?" : $"write {wanted[0]}");
        return false;
    }

    private void CheckVersion(Located at, string version)
    {
        if (!ApiVersions.Contains(version, StringComparer.Ordinal))
            findings.Error(DiagnosticIds.NotAKatalog, at, $"the apiVersion {version} is not known", $"write {ApiVersions[0]}");
    }

    private static string Present(string kind) => kind is "Catalog" ? "Katalog" : kind;
}

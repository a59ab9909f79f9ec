using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>What an entry refers to, read.</summary>
/// <param name="Crd">The definition of <c>crdFile</c>; null when there is none or it is broken.</param>
/// <param name="CrdIsBroken">True: a <c>crdFile</c> is given and has been reported.</param>
/// <param name="Samples">The objects of <c>crFiles</c> with where they were referred to.</param>
/// <param name="Texts">Everything that was read and matters to what the entry does.</param>
internal sealed record References(JsonObject? Crd, bool CrdIsBroken, IReadOnlyList<(JsonObject Object, Located At)> Samples, IReadOnlyList<string> Texts)
{
    public static References None { get; } = new(null, false, [], []);

    /// <summary>The CRD in a file beside this one, where none is referred to; for checks only.</summary>
    public JsonObject? CrdBeside { get; init; }

    /// <summary>Reads the references of an entry and reports those that cannot be read or are not what they must be.</summary>
    public static async Task<References> ReadAsync(Located entry, ISourceReader reader, Findings findings, CancellationToken ct)
    {
        var texts = new List<string>();
        JsonObject? crd = null;
        var crdIsBroken = false;
        if (entry.At("crdFile") is { } crdFile && crdFile.Text is { Length: > 0 } reference)
        {
            crd = await ReadCrdAsync(crdFile, reference, reader, findings, texts, ct).ConfigureAwait(false);
            crdIsBroken = crd is null;
        }

        var samples = new List<(JsonObject, Located)>();
        if (entry.At("crFiles") is { } crFiles)
        {
            foreach (var file in crFiles.Items())
                await ReadSamplesAsync(file, reader, findings, samples, ct).ConfigureAwait(false);
        }

        return new References(crd, crdIsBroken, samples, texts);
    }

    private static async Task<JsonObject?> ReadCrdAsync(Located at, string reference, ISourceReader reader, Findings findings, List<string> texts, CancellationToken ct)
    {
        SourceText source;
        try
        {
            source = await reader.ReadAsync(reference, at.Node.Source.Reference, ct).ConfigureAwait(false);
        }
        catch (SourceNotFoundException e)
        {
            findings.Error(DiagnosticIds.ReferenceNotFound, at, $"{reference} cannot be read: {e.Reason}", "correct the path; it starts at the folder of this file");
            return null;
        }

        texts.Add(source.Text);
        var before = findings.HasErrors;
        var documents = YamlReader.Read(source, findings);
        var crds = documents.Where(document => string.Equals(document.At("kind")?.Text, "CustomResourceDefinition", StringComparison.Ordinal)).ToList();
        if (crds is [var only] && string.Equals(only.At("apiVersion")?.Text, "apiextensions.k8s.io/v1", StringComparison.Ordinal))
            return (JsonObject?)NodeJson.Of(only.Node);

        if (documents.Count > 0 || findings.HasErrors == before)
        {
            var reason = crds.Count switch
            {
                0 => "has no CustomResourceDefinition",
                1 => "has a CustomResourceDefinition that is not of apiextensions.k8s.io/v1",
                _ => $"has {crds.Count} CustomResourceDefinitions",
            };
            findings.Error(DiagnosticIds.NotACrd, at, $"{reference} {reason}", "refer to a file with exactly one, of apiextensions.k8s.io/v1");
        }

        return null;
    }

    private static async Task ReadSamplesAsync(Located at, ISourceReader reader, Findings findings, List<(JsonObject Object, Located At)> samples, CancellationToken ct)
    {
        if (at.Text is not { Length: > 0 } reference)
            return;
        try
        {
            var source = await reader.ReadAsync(reference, at.Node.Source.Reference, ct).ConfigureAwait(false);
            foreach (var document in YamlReader.Read(source, findings))
            {
                if (NodeJson.Of(document.Node) is JsonObject sample)
                    samples.Add((sample, at));
                else
                    findings.Warning(DiagnosticIds.BadSample, at.Place, $"{reference} has a document that is no object", "correct the sample; it is used in dev mode and tests only");
            }
        }
        catch (SourceNotFoundException e)
        {
            findings.Warning(DiagnosticIds.BadSample, at.Place, $"the sample {reference} cannot be read: {e.Reason}", "correct the path or leave it out; it is used in dev mode and tests only");
        }
    }
}

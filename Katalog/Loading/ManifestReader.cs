using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Reads files of plain objects: custom resources, CRDs, children. As strict about YAML as the loading of a Katalog, and in the same words.</summary>
/// <param name="reader">Reads the sources.</param>
public sealed class ManifestReader(ISourceReader reader)
{
    /// <summary>Reads every document of a file. It throws for no content of a file.</summary>
    /// <param name="reference">A path or URL as it was written.</param>
    /// <param name="relativeTo">The source that refers to it, or null for a reference given by a user.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<ManifestResult> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var findings = new Findings();
        SourceText source;
        try
        {
            source = await reader.ReadAsync(reference, relativeTo, ct).ConfigureAwait(false);
        }
        catch (SourceNotFoundException e)
        {
            findings.Error(DiagnosticIds.SourceNotRead, new SourcePlace(reference, 1, 1, ""), $"the file cannot be read: {e.Reason}", "check the path");
            return new ManifestResult([], findings.InOrder(reference), reference);
        }

        var manifests = new List<Manifest>();
        foreach (var document in YamlReader.Read(source, findings))
        {
            if (NodeJson.Of(document.Node) is JsonObject obj)
                manifests.Add(new Manifest(obj, document.Place));
            else
                findings.Error(DiagnosticIds.WrongType, document, $"an object is a map, and this is {document.Node.Description}", "begin with apiVersion and kind");
        }

        return new ManifestResult(manifests, findings.InOrder(source.Reference), source.Reference);
    }
}

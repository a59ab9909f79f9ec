using System.Text.Json.Nodes;
using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>A folder in which every file is that is asked for: one of the corpus with its name, or a CRD. Charts, artefacts and downloads are such files, too.</summary>
/// <param name="seed">Chooses between files of one name, and which of them are broken.</param>
/// <param name="pieces">What broken files get.</param>
/// <param name="given">The files that are what they are.</param>
internal sealed class CorpusFolder(int seed, IReadOnlyList<string> pieces, params (string Name, string Text)[] given) : ISourceReader, IImportReader
{
    public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct) => ValueTask.FromResult(new SourceText(reference, Text(reference)));

    public ValueTask<SourceText> DownloadAsync(string url, string? relativeTo, ImportCredential credential, CancellationToken ct) => ReadAsync(url, relativeTo, ct);

    public ValueTask<SourceText> RenderAsync(ChartReference chart, CancellationToken ct) => ReadAsync(seed % 3 == 0 ? "crd.yaml" : "katalog.yaml", chart.RelativeTo, ct);

    public ValueTask<SourceText> PullAsync(RegistryReference artefact, CancellationToken ct) => ReadAsync(artefact.Kind is "Motif" ? "motif.yaml" : "katalog.yaml", artefact.RelativeTo, ct);

    private string Text(string reference)
    {
        foreach (var (name, text) in given)
        {
            if (string.Equals(name, reference, StringComparison.Ordinal))
                return text;
        }

        var file = reference[(reference.LastIndexOf('/') + 1)..];
        var texts = Corpus.Named.Where(each => string.Equals(each.Name, file, StringComparison.Ordinal)).Select(static each => each.Text).ToList();
        var whole = texts.Count == 0 || file is "crd.yaml" ? Sources.Crd : texts[seed % texts.Count];
        return seed % 7 == 0 ? new Mutation([whole], pieces).Write(seed) : whole;
    }
}

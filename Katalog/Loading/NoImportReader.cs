namespace Orkestra.Katalog.Loading;

/// <summary>For hosts that read files only.</summary>
internal sealed class NoImportReader : IImportReader
{
    public ValueTask<SourceText> DownloadAsync(string url, string? relativeTo, ImportCredential credential, CancellationToken ct) => throw new SourceNotFoundException(url, "this host reads files only");

    public ValueTask<SourceText> RenderAsync(ChartReference chart, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(chart);
        throw new SourceNotFoundException(chart.ToString(), "this host renders no charts");
    }

    public ValueTask<SourceText> PullAsync(RegistryReference artefact, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(artefact);
        throw new SourceNotFoundException(artefact.ToString(), "this host reads no registry");
    }
}

namespace Orkestra.Katalog.Loading;

/// <summary>Reads what definitions import and what is no plain file or URL: downloads with credentials, charts, artefacts of a registry.</summary>
public interface IImportReader
{
    /// <summary>Reads a URL with a credential.</summary>
    /// <exception cref="SourceNotFoundException">It could not be read.</exception>
    ValueTask<SourceText> DownloadAsync(string url, string? relativeTo, ImportCredential credential, CancellationToken ct);

    /// <summary>Renders a chart: all its objects as one text of YAML documents.</summary>
    /// <exception cref="SourceNotFoundException">It could not be rendered.</exception>
    ValueTask<SourceText> RenderAsync(ChartReference chart, CancellationToken ct);

    /// <summary>Reads an artefact of a registry.</summary>
    /// <exception cref="SourceNotFoundException">It could not be read.</exception>
    ValueTask<SourceText> PullAsync(RegistryReference artefact, CancellationToken ct);
}

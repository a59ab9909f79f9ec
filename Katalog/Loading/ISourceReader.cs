namespace Orkestra.Katalog.Loading;

/// <summary>Reads what definitions refer to: files, and what else a host supports.</summary>
public interface ISourceReader
{
    /// <summary>Reads one source.</summary>
    /// <param name="reference">A path or URL as it was written.</param>
    /// <param name="relativeTo">The <see cref="SourceText.Reference"/> of the source that refers to it, or null for a reference given by a user.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="SourceNotFoundException">It could not be read.</exception>
    ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct);
}

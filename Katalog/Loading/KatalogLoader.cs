using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Loading;

/// <summary>Loads a Katalog and all that it refers to. It reports every mistake at once and throws for none.</summary>
/// <param name="reader">Reads the sources.</param>
public sealed class KatalogLoader(ISourceReader reader)
{
    /// <summary>Loads the Katalog behind a path or URL.</summary>
    public async Task<LoadResult> LoadAsync(string reference, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        try
        {
            var source = await reader.ReadAsync(reference, null, ct).ConfigureAwait(false);
            var place = new SourcePlace(source.Reference, 1, 1, "");
            return new LoadResult(null, [new Diagnostic("ORK1000", DiagnosticSeverity.Error, "loading is under construction", "wait for the next build", place)]);
        }
        catch (SourceNotFoundException e)
        {
            var place = new SourcePlace(reference, 1, 1, "");
            return new LoadResult(null, [new Diagnostic("ORK1001", DiagnosticSeverity.Error, e.Reason, "check the path", place)]);
        }
    }
}

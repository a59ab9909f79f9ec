using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Tests;

/// <summary>The files of a set, and a CRD of our own in place of one that the set lacks.</summary>
internal sealed class CompatSources(string set) : ISourceReader
{
    private readonly FileSourceReader _files = new(CompatExamples.Folder(set));

    public async ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
    {
        try
        {
            return await _files.ReadAsync(reference, relativeTo, ct);
        }
        catch (SourceNotFoundException) when (reference.EndsWith("crd.yaml", StringComparison.Ordinal))
        {
            return new SourceText("own/crd.yaml", Sources.Crd);
        }
    }
}

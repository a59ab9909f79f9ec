namespace Orkestra.Katalog.Loading;

/// <summary>Reads files. A relative reference starts at the folder of the file that has it; one given by a user starts at <paramref name="baseDirectory"/>.</summary>
/// <param name="baseDirectory">The folder that references given by a user start from; null: the current folder of the process.</param>
public sealed class FileSourceReader(string? baseDirectory = null) : ISourceReader
{
    /// <inheritdoc/>
    public async ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        if (reference.Contains("://", StringComparison.Ordinal))
            throw new SourceNotFoundException(reference, "only files can be read here");

        try
        {
            var start = relativeTo is null ? baseDirectory ?? Environment.CurrentDirectory : Path.GetDirectoryName(relativeTo) ?? "";
            var path = Path.GetFullPath(Path.Combine(start, reference));
            if (Directory.Exists(path))
                throw new SourceNotFoundException(reference, "it is a folder, not a file");
            return new SourceText(Shown(path, reference, relativeTo), await TextAsync(path, reference, ct).ConfigureAwait(false))
            {
                RealPath = RealPath.Of(path),
                RealFolder = RealPath.Of(Path.GetDirectoryName(path) ?? path),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message;
            throw new SourceNotFoundException(reference, reason, e);
        }
    }

    /// <summary>A path given by a user is shown as given, so that it can be clicked where it was typed; the others in full.</summary>
    private string Shown(string path, string reference, string? relativeTo) =>
        relativeTo is null && baseDirectory is null ? reference : path;

    private static async Task<string> TextAsync(string path, string reference, CancellationToken ct)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);
        await using (stream.ConfigureAwait(false))
            return await BoundedSource.ReadAsync(stream, reference, ct).ConfigureAwait(false);
    }
}

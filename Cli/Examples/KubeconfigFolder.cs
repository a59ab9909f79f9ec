using Orkestra.Cli.Failures;

namespace Orkestra.Cli.Examples;

/// <summary>A kubeconfig that only this user can read, in a fresh folder that goes away with it.</summary>
internal sealed class KubeconfigFolder : IDisposable
{
    private readonly DirectoryInfo _folder;

    private KubeconfigFolder(DirectoryInfo folder, string path)
    {
        _folder = folder;
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    public static async Task<KubeconfigFolder> WriteAsync(string content, CancellationToken cancellationToken)
    {
        var folder = CreateFolder();
        var kept = new KubeconfigFolder(folder, System.IO.Path.Combine(folder.FullName, "kubeconfig"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            var stream = new StreamWriter(kept.Path, options);
            await using (stream.ConfigureAwait(false))
                await stream.WriteAsync(content.AsMemory(), cancellationToken).ConfigureAwait(false);
            return kept;
        }
        catch
        {
            kept.Dispose();
            throw;
        }
    }

    private static DirectoryInfo CreateFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("ork-dev-");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                new CliFailure("ORK0003", System.IO.Path.GetTempPath(), $"no folder can be made in the temporary folder: {exception.Message}", "let TMPDIR name a folder that exists and may be written"),
                innerException: exception);
        }
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody cleaned the temporary folder up: gone is gone.
        }
    }
}

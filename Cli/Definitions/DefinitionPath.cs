using Orkestra.Cli.Failures;
using Orkestra.Cli.Sources;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Definitions;

/// <summary>Finds the definition that a user means: a URL, a file, or katalog.yaml, then komposer.yaml, of a folder.</summary>
internal static class DefinitionPath
{
    private static readonly string[] DefaultNames = ["katalog.yaml", "komposer.yaml"];

    /// <summary>The file behind a path given by a user, as short as it was given.</summary>
    /// <param name="path">A URL, a file or a folder; null: the current folder.</param>
    /// <param name="environment">Where relative paths start.</param>
    /// <exception cref="CliException">There is none.</exception>
    public static string Find(string? path, CliEnvironment environment)
    {
        var shown = path ?? "";
        if (ConfigMapFiles.IsOne(shown))
            return shown;
        if (shown.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || shown.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return shown;
        var full = environment.Resolve(shown.Length == 0 ? "." : shown);
        if (File.Exists(full))
            return shown;
        if (!Directory.Exists(full))
            throw new CliException(new CliFailure("ORK0011", shown, "no such file or folder", "give the path of a Katalog file or of a folder with a katalog.yaml"));
        var name = Array.Find(DefaultNames, name => File.Exists(Path.Combine(full, name)))
            ?? throw new CliException(new CliFailure(
                "ORK0012",
                shown.Length == 0 ? full : shown,
                "the folder has neither katalog.yaml nor komposer.yaml",
                path is null ? "name the file with -f" : "name the file itself"));
        return Path.Combine(shown, name);
    }
}

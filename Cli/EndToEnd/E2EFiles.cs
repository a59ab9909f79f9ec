using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.EndToEnd;

/// <summary>Finds the E2E files that a user means: a file itself, or every <c>e2e*.yaml</c> below a folder.</summary>
internal static class E2EFiles
{
    private static readonly string[] Patterns = ["e2e*.yaml", "e2e*.yml"];

    /// <summary>The files, as short as they were given, each once.</summary>
    /// <exception cref="CliException">A path leads to none.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths, CliEnvironment environment) =>
        [.. (paths.Count == 0 ? ["."] : paths).SelectMany(path => Find(path, environment)).Distinct(StringComparer.Ordinal)];

    private static List<string> Find(string path, CliEnvironment environment)
    {
        // Scripts of the Go implementation write ./… for a folder and below.
        var shown = path.EndsWith("/...", StringComparison.Ordinal) ? path[..^4] : path;
        var full = environment.Resolve(shown);
        if (File.Exists(full))
            return [shown];
        if (!Directory.Exists(full))
            throw new CliException(new CliFailure("ORK0011", path, "no such file or folder", "give the path of an E2E file or of a folder with some"));
        var below = Patterns
            .SelectMany(pattern => Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories))
            .Select(environment.Shorten)
            .Order(StringComparer.Ordinal)
            .ToList();
        return below.Count > 0 ? below : throw new CliException(new CliFailure("ORK0070", path, "there is no e2e*.yaml in this folder or below", "name the file"));
    }
}

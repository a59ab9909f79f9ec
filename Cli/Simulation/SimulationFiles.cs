using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Simulation;

/// <summary>Finds the Simulate files that a user means: a file itself, or every <c>simulate*.yaml</c> below a folder.</summary>
internal static class SimulationFiles
{
    private static readonly string[] Patterns = ["simulate*.yaml", "simulate*.yml"];

    /// <summary>The files, as short as they were given, each once.</summary>
    /// <exception cref="CliException">A path leads to none.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths, CliEnvironment environment)
    {
        var found = new List<string>();
        foreach (var path in paths.Count == 0 ? ["."] : paths)
            found.AddRange(Find(path, environment));
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> Find(string path, CliEnvironment environment)
    {
        var full = environment.Resolve(path);
        if (File.Exists(full))
            return [path];
        if (!Directory.Exists(full))
            throw new CliException(new CliFailure("ORK0011", path, "no such file or folder", "give the path of a Simulate file or of a folder with some"));
        var below = Patterns
            .SelectMany(pattern => Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories))
            .Select(file => environment.Shorten(file))
            .Order(StringComparer.Ordinal)
            .ToList();
        return below.Count > 0
            ? below
            : throw new CliException(new CliFailure("ORK0051", path, "there is no simulate*.yaml in this folder or below", "name the file, or begin with ork init"));
    }
}

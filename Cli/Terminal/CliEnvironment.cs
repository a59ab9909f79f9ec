using System.Collections;
using Spectre.Console;

namespace Orkestra.Cli.Terminal;

/// <summary>All that a command sees of the process it runs in, so that tests can be that process.</summary>
internal sealed record CliEnvironment
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors and logs go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Where relative paths start.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The user's home folder, or null.</summary>
    public required string? Home { get; init; }

    /// <summary>Asks the command to end.</summary>
    public required StopRequest Stop { get; init; }

    /// <summary>Asks a command that runs to read its definitions again.</summary>
    public ReloadRequest Reload { get; init; } = new();

    /// <summary>Standard output is a terminal that can be drawn on.</summary>
    public bool Interactive { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A variable, or null when it is not set or empty.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A path as the user meant it.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>Paths below the current folder are shown from there, so that a terminal can open them.</summary>
    public string Shorten(string path)
    {
        if (!Path.IsPathRooted(path))
            return path;
        var relative = Path.GetRelativePath(WorkingDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>A console for rich output: coloured on a terminal, plain and never wrapped elsewhere.</summary>
    public IAnsiConsole CreateConsole()
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Out) };
        if (!Interactive)
        {
            settings.Ansi = AnsiSupport.No;
            settings.ColorSystem = ColorSystemSupport.NoColors;
            settings.Interactive = InteractionSupport.No;
        }

        var console = AnsiConsole.Create(settings);
        if (!Interactive)
            console.Profile.Width = 1000;
        return console;
    }

    /// <summary>The environment of this process.</summary>
    public static CliEnvironment OfProcess(StopRequest stop, ReloadRequest reload)
    {
        var variables = Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        return new CliEnvironment
        {
            Out = Console.Out,
            Error = Console.Error,
            Variables = variables,
            WorkingDirectory = Environment.CurrentDirectory,
            Home = variables.GetValueOrDefault("HOME"),
            Stop = stop,
            Reload = reload,
            Interactive = !Console.IsOutputRedirected && !string.Equals(variables.GetValueOrDefault("TERM"), "dumb", StringComparison.Ordinal),
        };
    }
}

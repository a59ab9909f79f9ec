using Orkestra.Cli.Commands;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Tests;

/// <summary>The process that a test is for the command line: its folder, variables and output.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public CliRun() => Folder = Directory.CreateTempSubdirectory("ork-cli-test-");

    /// <summary>The current folder of the process.</summary>
    public DirectoryInfo Folder { get; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public StopRequest Stop { get; } = new();

    public ReloadRequest Reload { get; } = new();

    /// <summary>Where the process looks; its own folder unless set.</summary>
    public string? WorkingDirectory { get; init; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public IReadOnlyList<string> OutLines => Lines(Out);

    public IReadOnlyList<string> ErrorLines => Lines(Error);

    public void Write(string name, string content)
    {
        var path = Path.Combine(Folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public CliEnvironment Environment() => new()
    {
        Out = TextWriter.Synchronized(_out),
        Error = TextWriter.Synchronized(_error),
        Variables = Variables,
        WorkingDirectory = WorkingDirectory ?? Folder.FullName,
        Home = Folder.FullName,
        Stop = Stop,
        Reload = Reload,
    };

    public Task<int> RunAsync(params string[] arguments) => OrkCommandLine.RunAsync(arguments, Environment());

    public void Dispose()
    {
        Stop.Dispose();
        _out.Dispose();
        _error.Dispose();
        Folder.Delete(recursive: true);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

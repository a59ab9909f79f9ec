using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>Runs programs of this machine for a test: in the folder of its file, with its cluster in KUBECONFIG, and never longer than the step that asks.</summary>
/// <param name="environment">The process.</param>
/// <param name="folder">Where they run.</param>
/// <param name="kubeconfig">The value of KUBECONFIG; null: as it is.</param>
internal sealed class Programs(CliEnvironment environment, string folder, string? kubeconfig)
{
    private const int MaxOutput = 256 * 1024;

    /// <summary>A program, or null.</summary>
    public string? Find(string name)
    {
        if (environment.Variable($"ORK_{name.ToUpperInvariant()}") is { } named)
            return File.Exists(environment.Resolve(named)) ? environment.Resolve(named) : null;
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return (environment.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => Path.Combine(path, file)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a line in the shell: bash where there is one, else sh.</summary>
    public Task<ProgramResult> ShellAsync(string line, CancellationToken cancellationToken)
    {
        var shell = Find("bash") ?? Find("sh") ?? throw new StepImpossibleException("commands need a shell, and there is neither bash nor sh on the PATH");
        return RunAsync(shell, ["-c", line], cancellationToken);
    }

    /// <summary>Runs kubectl.</summary>
    public Task<ProgramResult> KubectlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(Find("kubectl") ?? throw new StepImpossibleException($"kubectl {arguments[0]} needs kubectl, and there is none on the PATH (ORK_KUBECTL names one)"), arguments, cancellationToken);

    /// <summary>Runs a program to its end; when cancelled, it is killed with all that it started.</summary>
    public async Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        using var kill = cancellationToken.Register(() => Kill(process));
        var output = ReadAsync(process.StandardOutput);
        var error = ReadAsync(process.StandardError);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return new ProgramResult(process.ExitCode, await output.WaitAsync(cancellationToken).ConfigureAwait(false), await error.WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Starts a program that goes on; its owner ends it with <see cref="Kill"/>.</summary>
    public Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Variables)
            start.Environment[name] = value;
        if (kubeconfig is not null)
            start.Environment["KUBECONFIG"] = kubeconfig;
        try
        {
            var process = Process.Start(start) ?? throw new CliException(new CliFailure("ORK0003", program, "the program cannot be started", "check that it may be executed"));
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception e)
        {
            throw new CliException(new CliFailure("ORK0003", program, $"the program cannot be started: {e.Message}", "check that it exists and may be executed"), innerException: e);
        }
    }

    /// <summary>Ends a program and what it started.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Reads to the end and keeps the beginning: a program that is not read stands still.</summary>
    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        int read;
        var dropped = 0L;
        while ((read = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            var kept = Math.Min(read, MaxOutput - text.Length);
            text.Append(buffer, 0, kept);
            dropped += read - kept;
        }

        return dropped == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"\n… {dropped} more characters").ToString();
    }
}

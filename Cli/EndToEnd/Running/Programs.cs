using System.Collections.Concurrent;
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
    /// <summary>What a command left running may hold its output open for ever.</summary>
    private static readonly TimeSpan OutputAfterExit = TimeSpan.FromSeconds(1);

    /// <summary>Sessions of commands that ended and left something running.</summary>
    private readonly ConcurrentBag<int> _leftRunning = [];

    /// <summary>A program, or null.</summary>
    public string? Find(string name)
    {
        if (environment.Variable($"ORK_{name.ToUpperInvariant()}") is { } named)
            return File.Exists(environment.Resolve(named)) ? environment.Resolve(named) : null;
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return (environment.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => Path.Combine(path, file)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a line in the shell: bash where there is one, else sh. What it leaves running in the background goes on until <see cref="EndBackgroundAsync"/>, or ends with it when cancelled.</summary>
    public async Task<ProgramResult> ShellAsync(string line, CancellationToken cancellationToken)
    {
        var shell = Find("bash") ?? Find("sh") ?? throw new StepImpossibleException("commands need a shell, and there is neither bash nor sh on the PATH");
        // In a session of its own everything that it starts can be ended, also when the shell itself has gone.
        if (Find("setsid") is not { } setsid)
            return await RunAsync(shell, ["-c", line], cancellationToken).ConfigureAwait(false);
        var session = 0;
        try
        {
            var result = await RunAsync(setsid, [shell, "-c", line], started => session = started, cancellationToken).ConfigureAwait(false);
            if (await SignalAsync(session, "0").ConfigureAwait(false))
                _leftRunning.Add(session);
            return result;
        }
        catch (OperationCanceledException) when (session > 0)
        {
            await SignalAsync(session, "KILL").ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends what commands left running.</summary>
    public async Task EndBackgroundAsync()
    {
        while (_leftRunning.TryTake(out var session))
            await SignalAsync(session, "KILL").ConfigureAwait(false);
    }

    /// <summary>Runs kubectl.</summary>
    public Task<ProgramResult> KubectlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(Find("kubectl") ?? throw new StepImpossibleException($"kubectl {arguments[0]} needs kubectl, and there is none on the PATH (ORK_KUBECTL names one)"), arguments, cancellationToken);

    /// <summary>Runs a program to its end; when cancelled, it is killed with all that it started.</summary>
    public Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(program, arguments, static _ => { }, cancellationToken);

    private async Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, Action<int> started, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        started(process.Id);
        using var kill = cancellationToken.Register(() => Kill(process));
        var (output, error) = (new OutputText(process.StandardOutput), new OutputText(process.StandardError));
        var reading = Task.WhenAll(output.ReadAsync(), error.ReadAsync());
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await Task.WhenAny(reading, Task.Delay(OutputAfterExit, environment.Clock, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new ProgramResult(process.ExitCode, output.ToString(), error.ToString());
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
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or is another user's: nobody could do anything about it here.
        }
    }

    /// <summary>Sends a signal to all of a session; false: nobody is left in it. There is no such call in .NET, and every shell has it.</summary>
    private async Task<bool> SignalAsync(int session, string signal)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"kill -s {signal} -- -{session}");
        return (await RunAsync(Find("sh") ?? Find("bash")!, ["-c", line], CancellationToken.None).ConfigureAwait(false)).ExitCode == 0;
    }
}

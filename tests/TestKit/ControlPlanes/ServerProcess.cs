using System.Diagnostics;

namespace Orkestra.TestKit.ControlPlanes;

/// <summary>One server process with its output in a file. It never outlives this process (see <see cref="ProcessNursery"/>).</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int TailLines = 25;
    private readonly Process _process;
    private readonly string _logPath;

    private ServerProcess(string name, Process process, string logPath) => (Name, _process, _logPath) = (name, process, logPath);

    public string Name { get; }

    public bool HasEnded => _process.HasExited;

    public static async Task<ServerProcess> StartAsync(ProcessNursery nursery, string program, IEnumerable<string> arguments, string logPath)
    {
        // The shell only opens the log and becomes the server: its id is the server's.
        var process = await nursery.StartAsync("/bin/sh", ["-c", "exec \"$@\" </dev/null >>\"$0\" 2>&1", logPath, program, .. arguments]).ConfigureAwait(false);
        return new ServerProcess(Path.GetFileName(program), process, logPath);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>SIGTERM, or another signal, and kill -9 when it takes longer than the patience.</summary>
    public async Task TerminateAsync(TimeSpan patience, string signal = "TERM")
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"kill -{signal} {_process.Id}"]))!;
            await kill.WaitForExitAsync().ConfigureAwait(false);
        }

        using var deadline = new CancellationTokenSource(patience);
        await _process.WaitForExitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await KillAsync().ConfigureAwait(false);
    }

    public string Tail() =>
        File.Exists(_logPath) ? string.Join('\n', File.ReadLines(_logPath).TakeLast(TailLines)) : "(no output)";

    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        _process.Dispose();
    }
}

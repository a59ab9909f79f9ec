using System.Collections.Concurrent;
using System.Diagnostics;

namespace Orkestra.TestKit.ControlPlanes;

/// <summary>
/// Starts processes that die with this one, however it ends. The kernel ties a child's death to the <em>thread</em> that started it,
/// so all are started by one thread that lives as long as the nursery; a pool thread would take its children along when it retires.
/// </summary>
internal sealed class ProcessNursery : IDisposable
{
    private static readonly string[] Wrappers = ["/usr/bin/setpriv", "/bin/setpriv"];
    private readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> _orders = [];
    private readonly string? _wrapper = Array.Find(Wrappers, File.Exists);

    public ProcessNursery()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "process nursery" };
        thread.Start();
    }

    public Task<Process> StartAsync(string program, IEnumerable<string> arguments)
    {
        var info = _wrapper is null ? new ProcessStartInfo(program, arguments) : new ProcessStartInfo(_wrapper, ["--pdeathsig", "KILL", program, .. arguments]);
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders.Add((info, started));
        return started.Task;
    }

    public void Dispose() => _orders.CompleteAdding();

    private void Run()
    {
        foreach (var (info, started) in _orders.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        }
    }
}

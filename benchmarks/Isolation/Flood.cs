using System.Diagnostics;
using Orkestra.Benchmarks.Load;

namespace Orkestra.Benchmarks.Isolation;

/// <summary>Changes the custom resources of one namespace at a steady rate, each in its turn, until disposed.</summary>
internal sealed class Flood : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public Flood(Workload workload, int resources, int perSecond) => _run = RunAsync(workload, resources, perSecond, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task RunAsync(Workload workload, int resources, int perSecond, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        using var places = new SemaphoreSlim(32);
        for (var i = 0L; ; i++)
        {
            var wait = TimeSpan.FromSeconds(i / (double)perSecond) - Stopwatch.GetElapsedTime(begun);
            if (wait > TimeSpan.FromMilliseconds(1))
                await Task.Delay(wait, cancellationToken);
            await places.WaitAsync(cancellationToken);
            _ = ChangeAsync(i);
        }

        async Task ChangeAsync(long i)
        {
            try
            {
                await workload.ChangeAsync((int)(i % resources), i, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The flood is over.
            }
            finally
            {
                if (!cancellationToken.IsCancellationRequested)
                    places.Release();
            }
        }
    }
}

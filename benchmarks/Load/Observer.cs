using System.Diagnostics;
using System.Text.Json;
using Orkestra.TestKit.Clusters;

namespace Orkestra.Benchmarks.Load;

/// <summary>The observer's process, asked from outside.</summary>
internal sealed class Observer : IAsyncDisposable
{
    private readonly Process _process;

    private Observer(Process process) => _process = process;

    public static Observer Start(ITestCluster cluster, string caFile, string katalogFile, int latencyMilliseconds = 0)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
            info.ArgumentList.Add(typeof(Observer).Assembly.Location);
        foreach (var argument in new[] { "observer", cluster.Address.ToString(), caFile, katalogFile })
            info.ArgumentList.Add(argument);
        info.Environment["BENCHMARK_TOKEN"] = cluster.Token(TestUsers.Orkestra);
        info.Environment["BENCHMARK_LATENCY"] = latencyMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Observer(Process.Start(info)!);
    }

    public async Task<ObserverReport> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the observer's process ended");
        return JsonSerializer.Deserialize<ObserverReport>(line)!;
    }

    /// <summary>Asks until it says what is wanted, ten times a second unless told otherwise: answering costs it, too.</summary>
    public async Task<ObserverReport> UntilAsync(string what, Func<ObserverReport, bool> wanted, TimeSpan? pause = null)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(10))
        {
            var report = await AskAsync("look");
            if (wanted(report))
                return report;
            await Task.Delay(pause ?? TimeSpan.FromMilliseconds(100));
        }

        throw new TimeoutException($"waited ten minutes for {what}; the observer says {await AskAsync("look")}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

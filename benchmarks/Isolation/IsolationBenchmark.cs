using System.Globalization;
using Orkestra.Benchmarks.Load;
using Orkestra.Kubernetes.Client;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Orkestra.TestKit.DevClusters;
using Orkestra.TestKit.Waiting;

namespace Orkestra.Benchmarks.Isolation;

/// <summary>How long a change takes in a healthy box while another one fails all the time, and in a quiet namespace while another one floods its box, against the same alone.</summary>
internal sealed class IsolationBenchmark : IDisposable
{
    private readonly IsolationOptions _options;
    private readonly ITestCluster _cluster;
    private readonly HttpClientHandlerAdapter _handler;
    private readonly KubernetesClient _admin;
    private readonly Workload _healthy;
    private readonly Workload _flooding;
    private readonly string _folder;

    private IsolationBenchmark(IsolationOptions options, ITestCluster cluster, string folder)
    {
        (_options, _cluster, _folder) = (options, cluster, folder);
        _handler = new HttpClientHandlerAdapter(cluster.CreateHttpClient(TestUsers.Admin));
        _admin = new KubernetesClient(_handler, cluster.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        _healthy = new Workload(_admin, "bench");
        _flooding = new Workload(_admin, "flood");
    }

    public static async Task<int> RunAsync(IsolationOptions options)
    {
        await using ITestCluster cluster = options.Cluster is "real"
            ? await ControlPlane.StartAsync(ControlPlaneBinaries.FromEnvironment(out var missing) ?? throw new InvalidOperationException(missing), CancellationToken.None)
            : await DevClusterFixture.StartAsync(CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("orkestra-isolation-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ca.crt"), cluster.CaCertificate.ExportCertificatePem());
            using var benchmark = new IsolationBenchmark(options, cluster, folder.FullName);
            return await benchmark.RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose()
    {
        _admin.Dispose();
        _handler.Dispose();
    }

    private async Task<int> RunAsync()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_options.Cluster}, {_options.LatencyMilliseconds} ms added to each request of the observer, {_options.Changes} changes a round at {IsolationOptions.PerSecond}/s of {_options.Healthy} resources"));
        await _healthy.DefineAsync(CancellationToken.None);
        var failing = new FailingWorkload(_admin, "bench");
        await failing.DefineAsync(CancellationToken.None);
        await Eventually.Async("the CRDs are served", ServesAsync);
        await FillAsync(_options.Healthy, _healthy.CreateAppAsync);
        await FillAsync(_options.Failing, failing.CreateAsync);
        var one = await KatalogAsync("one.yaml", Workload.Katalog(null));
        var both = await KatalogAsync("both.yaml", Workload.Katalog(null) + FailingWorkload.Entry);
        var boxes = await CompareAsync(
            $"a box with {_options.Failing} failing resources beside it",
            () => AloneAsync(one, _options.Healthy),
            () => BesideFailuresAsync(both),
            share: 0.2, least: 5);

        await _flooding.MakeNamespaceAsync(CancellationToken.None);
        await FillAsync(_options.Failing, _flooding.CreateAppAsync);
        var few = await KatalogAsync("few.yaml", Workload.Katalog(null).Replace("workers: 8", "workers: 2", StringComparison.Ordinal));
        var all = _options.Healthy + _options.Failing;
        var namespaces = await CompareAsync(
            string.Create(CultureInfo.InvariantCulture, $"a namespace of {_options.Failing} resources that changes {_options.FloodPerSecond} of them a second"),
            () => AloneAsync(few, all),
            () => BesideFloodAsync(few, all),
            share: 0.5, least: 10);
        // On a real API server other things are measured than isolation: its figures are reported, not judged.
        return _options.Cluster is "real" || (boxes && namespaces) ? 0 : 1;
    }

    private async Task<bool> CompareAsync(string what, Func<Task<IReadOnlyList<double>>> alone, Func<Task<IReadOnlyList<double>>> loaded, double share, double least)
    {
        Console.WriteLine();
        Console.WriteLine(what);
        Console.WriteLine("| round | alone p50 ms | alone p99 ms | loaded p50 ms | loaded p99 ms | p99 loaded − alone |");
        Console.WriteLine("|---|---|---|---|---|---|");
        List<double> differences = [];
        List<double> base99 = [];
        for (var round = 1; round <= _options.Rounds; round++)
        {
            var first = await alone();
            var second = await loaded();
            differences.Add(At(second, 0.99) - At(first, 0.99));
            base99.Add(At(first, 0.99));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {round} | {At(first, 0.5):0.0} | {At(first, 0.99):0.0} | {At(second, 0.5):0.0} | {At(second, 0.99):0.0} | {differences[^1]:0.0} |"));
        }

        var median = At([.. differences.Order()], 0.5);
        var bound = Math.Max(least, share * At([.. base99.Order()], 0.5));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median of (loaded p99 − alone p99): {median:0.0} ms; bound {bound:0.0} ms: {(median <= bound ? "held" : "NOT held")}"));
        return median <= bound;
    }

    private async Task<IReadOnlyList<double>> AloneAsync(string katalog, int resources)
    {
        await using var observer = Start(katalog);
        await observer.UntilAsync("an idle observer", report => report.Idle && report.Resources == resources);
        return await MeasureAsync();
    }

    private async Task<IReadOnlyList<double>> BesideFailuresAsync(string katalog)
    {
        await using var observer = Start(katalog);
        await observer.UntilAsync("every failing resource to fail three times", report => report.Resources == _options.Healthy + _options.Failing && report.Failed >= 3 * _options.Failing);
        var before = await observer.AskAsync("look");
        var milliseconds = await MeasureAsync();
        var after = await observer.AskAsync("look");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {after.Failed - before.Failed} passes failed meanwhile"));
        return milliseconds;
    }

    private async Task<IReadOnlyList<double>> BesideFloodAsync(string katalog, int resources)
    {
        await using var observer = Start(katalog);
        await observer.UntilAsync("an idle observer", report => report.Idle && report.Resources == resources);
        await using var flood = new Flood(_flooding, _options.Failing, _options.FloodPerSecond);
        // The flood is faster than the workers; where it is not, the figures say so.
        for (var looks = 0; looks < 100 && (await observer.AskAsync("look")).Depth <= 20; looks++)
            await Task.Delay(100, CancellationToken.None);
        var milliseconds = await MeasureAsync();
        var after = await observer.AskAsync("look");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {after.Depth} keys waited at the end"));
        return milliseconds;
    }

    /// <summary>The first changes compile the code of such passes; they are not measured.</summary>
    private async Task<IReadOnlyList<double>> MeasureAsync()
    {
        var changes = new Changes(_admin, _healthy, _options.Healthy);
        await changes.RunAsync(IsolationOptions.PerSecond, TimeSpan.FromSeconds(Math.Min(10, _options.Changes / (double)IsolationOptions.PerSecond)));
        return await new Changes(_admin, _healthy, _options.Healthy, first: 1_000_000).RunAsync(IsolationOptions.PerSecond, TimeSpan.FromSeconds(1.1 * _options.Changes / IsolationOptions.PerSecond));
    }

    private async Task<bool> ServesAsync(CancellationToken cancellationToken) =>
        (await _admin.GetPathAsync($"/apis/{Workload.Group}/v1", cancellationToken))["resources"]!.AsArray().Select(resource => (string?)resource!["name"]).Intersect(["apps", "doomeds", "pickies"], StringComparer.Ordinal).Count() == 3;

    private Observer Start(string katalog) => Observer.Start(_cluster, Path.Combine(_folder, "ca.crt"), katalog, _options.LatencyMilliseconds);

    private async Task<string> KatalogAsync(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private static double At(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];

    private static Task FillAsync(int count, Func<int, CancellationToken, Task> create) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, ct) => await create(number, ct));
}

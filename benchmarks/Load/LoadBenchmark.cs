using System.Diagnostics;
using System.Globalization;
using Orkestra.Kubernetes.Client;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Orkestra.TestKit.DevClusters;

namespace Orkestra.Benchmarks.Load;

/// <summary>Creates, restarts, resyncs and changes many custom resources, and prints what that cost the observer.</summary>
internal static class LoadBenchmark
{
    private static readonly TimeSpan PassInterval = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var runs = new List<RunFigures>();
        for (var run = 1; run <= options.Runs; run++)
        {
            Console.WriteLine($"run {run} of {options.Runs}: {options.Resources} resources on {options.Cluster}");
            var figures = await RunOnceAsync(options);
            foreach (var (name, value) in figures.Values)
                Console.WriteLine($"  {name,-44} {Text(value)}");
            runs.Add(figures);
        }

        Console.WriteLine();
        Console.WriteLine($"| {options.Resources} resources × 3 children, {options.Cluster}, {options.Runs} runs | median | range |");
        Console.WriteLine("|---|---|---|");
        foreach (var name in runs.SelectMany(run => run.Values.Select(value => value.Name)).Distinct(StringComparer.Ordinal))
        {
            var values = runs.Select(run => run.Values.FirstOrDefault(value => string.Equals(value.Name, name, StringComparison.Ordinal)).Value).Order().ToList();
            Console.WriteLine($"| {name} | {Text(values[values.Count / 2])} | {Text(values[0])} – {Text(values[^1])} |");
        }

        return 0;
    }

    private static async Task<RunFigures> RunOnceAsync(LoadOptions options)
    {
        var figures = new RunFigures();
        figures.Add("calibration, CPU ms", await Calibration.RunAsync());
        await using ITestCluster cluster = options.Cluster is "real"
            ? await ControlPlane.StartAsync(ControlPlaneBinaries.FromEnvironment(out var missing) ?? throw new InvalidOperationException(missing), CancellationToken.None)
            : await DevClusterFixture.StartAsync(CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("orkestra-benchmark-");
        try
        {
            var ca = Path.Combine(folder.FullName, "ca.crt");
            await File.WriteAllTextAsync(ca, cluster.CaCertificate.ExportCertificatePem());
            using var handler = new HttpClientHandlerAdapter(cluster.CreateHttpClient(TestUsers.Admin));
            using var admin = new KubernetesClient(handler, cluster.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
            var workload = new Workload(admin, "bench");
            await workload.DefineAsync(CancellationToken.None);
            await CreateAndChangeAsync(options, cluster, admin, workload, ca, folder.FullName, figures);
            await RestartAndResyncAsync(options, cluster, ca, folder.FullName, figures);
            return figures;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CreateAndChangeAsync(
        LoadOptions options, ITestCluster cluster, KubernetesClient admin, Workload workload, string ca, string folder, RunFigures figures)
    {
        await using var observer = Observer.Start(cluster, ca, await KatalogAsync(folder, null));
        await observer.UntilAsync("an idle observer", report => report.Idle);
        var idle = await observer.AskAsync("measure");
        var mark = cluster.MarkRequests();
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, options.Resources, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, ct) => await workload.CreateAppAsync(number, ct));
        await observer.UntilAsync("convergence", report => report.Idle && report.Passes >= options.Resources && report.Resources == options.Resources, TimeSpan.FromSeconds(1));
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var full = await observer.AskAsync("look");
        var settled = await observer.AskAsync("measure");

        var requests = await ObjectRequestsAsync(cluster, mark);
        figures.Add("create: requests per resource", requests.Count / (double)options.Resources);
        foreach (var group in requests.GroupBy(request => $"create: {request.Verb} {request.Resource}{(request.Subresource.Length > 0 ? "/" + request.Subresource : "")} {request.StatusCode} per resource", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
            figures.Add(group.Key, group.Count() / (double)options.Resources);
        figures.Add("create: seconds until all converged", seconds);
        figures.Add("create: observer CPU ms per resource", (full.CpuMilliseconds - idle.CpuMilliseconds) / options.Resources);
        figures.Add("create: of that, just-in-time compiling, ms", (full.CompilingMilliseconds - idle.CompilingMilliseconds) / options.Resources);
        figures.Add("create: methods compiled", full.CompiledMethods - idle.CompiledMethods);
        figures.Add("live heap, bytes per resource", (settled.LiveHeap - idle.LiveHeap) / (double)options.Resources);
        figures.Add("RSS, bytes per resource", (settled.ResidentSet - idle.ResidentSet) / (double)options.Resources);
        figures.Add("failed passes", settled.Failed);

        var repairs = await new Repairs(admin, options.Resources).RunAsync(options.Repairs);
        figures.Add("repair: p50 ms until a deleted or edited child is back", repairs[repairs.Count / 2]);
        figures.Add("repair: p99 ms until a deleted or edited child is back", repairs[(int)(repairs.Count * 0.99)]);

        mark = cluster.MarkRequests();
        var before = await observer.AskAsync("look");
        var milliseconds = await new Changes(admin, workload, options.Resources).RunAsync(options.ChangesPerSecond, options.ChangeTime);
        var after = await observer.AskAsync("look");
        requests = await ObjectRequestsAsync(cluster, mark);
        figures.Add("change: changes", milliseconds.Count);
        figures.Add("change: p50 ms to converged", milliseconds[milliseconds.Count / 2]);
        figures.Add("change: p99 ms to converged", milliseconds[(int)(milliseconds.Count * 0.99)]);
        figures.Add("change: requests per change", requests.Count / (double)milliseconds.Count);
        figures.Add("change: conflicts (409)", requests.Count(request => request.StatusCode == 409));
        figures.Add("change: observer CPU ms per change", (after.CpuMilliseconds - before.CpuMilliseconds) / milliseconds.Count);
    }

    private static async Task RestartAndResyncAsync(LoadOptions options, ITestCluster cluster, string ca, string folder, RunFigures figures)
    {
        var mark = cluster.MarkRequests();
        await using var observer = Observer.Start(cluster, ca, await KatalogAsync(folder, PassInterval));
        var started = await observer.UntilAsync("the first listing", report => report.Passes >= options.Resources && report.Idle);
        var requests = await ObjectRequestsAsync(cluster, mark);
        figures.Add("restart: writes", requests.Count(request => request.Writes));
        figures.Add("restart: observer CPU ms per resource, process start included", started.CpuMilliseconds / options.Resources);

        mark = cluster.MarkRequests();
        // The first round compiles the code of such passes: it is counted as requests, not as time.
        var warm = await PassesAsync(observer, started, options.Resources);
        var done = await PassesAsync(observer, warm, (long)options.Passes * options.Resources);
        requests = await ObjectRequestsAsync(cluster, mark);
        figures.Add("resync: requests", requests.Count);
        figures.Add("resync: CPU µs per no-op pass", (done.CpuMilliseconds - warm.CpuMilliseconds) * 1000 / (done.Passes - warm.Passes));
    }

    private static Task<ObserverReport> PassesAsync(Observer observer, ObserverReport before, long passes) =>
        observer.UntilAsync("passes by time", report => report.Passes >= before.Passes + passes && report.Idle, TimeSpan.FromSeconds(1));

    private static async Task<IReadOnlyList<ServerRequest>> ObjectRequestsAsync(ITestCluster cluster, RequestMark mark) =>
        [.. (await cluster.RequestsAsync(TestUsers.Orkestra, mark, CancellationToken.None)).Where(request => request.ConcernsObjects && request.Verb is not ("watch" or "list"))];

    private static async Task<string> KatalogAsync(string folder, TimeSpan? resync)
    {
        var path = Path.Combine(folder, "katalog.yaml");
        await File.WriteAllTextAsync(path, Workload.Katalog(resync));
        return path;
    }

    private static string Text(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
}

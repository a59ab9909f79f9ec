using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Runtime;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orkestra.Benchmarks.Isolation;
using Orkestra.Katalog.Loading;
using Orkestra.Kubernetes.Client;
using Orkestra.Silo.Hosting;

namespace Orkestra.Benchmarks.Load;

/// <summary>The observer alone in its process. It answers each line on its input with a line of JSON: <c>look</c> without, <c>measure</c> after a full collection.</summary>
internal static class ObserverProcess
{
    public static async Task<int> RunAsync(Uri server, string caFile, string katalogFile)
    {
        var token = Environment.GetEnvironmentVariable("BENCHMARK_TOKEN") ?? throw new InvalidOperationException("BENCHMARK_TOKEN is not set");
        var latency = int.Parse(Environment.GetEnvironmentVariable("BENCHMARK_LATENCY") ?? "0", CultureInfo.InvariantCulture);
        using HttpMessageHandler handler = latency > 0 ? new LatencyHandler(Handler(caFile, token), TimeSpan.FromMilliseconds(latency)) : Handler(caFile, token);
        using var client = new KubernetesClient(handler, server, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        var loaded = await new KatalogLoader(new FileSourceReader()).LoadAsync(katalogFile, CancellationToken.None);
        if (loaded.Katalog is null)
            throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        using var logs = LoggerFactory.Create(builder => builder.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        await using var silo = new LocalSilo(client, [loaded.Katalog], new SiloOptions(), TimeProvider.System, logs);
        silo.Start();
        while (await Console.In.ReadLineAsync() is { } command)
            Console.WriteLine(JsonSerializer.Serialize(await ReportAsync(silo, command)));
        return 0;
    }

    private static async Task<ObserverReport> ReportAsync(LocalSilo silo, string command)
    {
        if (command is "measure")
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        using var me = Process.GetCurrentProcess();
        var boxes = await silo.Fleet.ListBoxesAsync(CancellationToken.None);
        return new ObserverReport(
            me.TotalProcessorTime.TotalMilliseconds,
            JitInfo.GetCompilationTime().TotalMilliseconds,
            JitInfo.GetCompiledMethodCount(),
            GC.GetTotalMemory(forceFullCollection: false),
            me.WorkingSet64,
            boxes.Sum(box => box.TotalReconciles),
            boxes.Sum(box => box.FailedReconciles),
            boxes.Sum(box => box.ResourceCount),
            boxes.Sum(box => box.QueueDepth),
            boxes.All(box => box is { QueueDepth: 0, Processing: 0, Delayed: 0, State: Grains.Interfaces.Fleet.BoxState.Healthy }));
    }

    private static SocketsHttpHandlerWithToken Handler(string caFile, string token)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(caFile));
        return new SocketsHttpHandlerWithToken(
            new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } }, token);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.DevCluster;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.Kubernetes.Watch;
using Orkestra.TestKit.LongTests;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Watch;

/// <summary>A recorded watch of 50 events, cut after each of its bytes: what is told is the same as without a cut, each event once and in order.</summary>
public sealed class Reflector_survives_a_cut_at_every_byte
{
    private const int Events = 50;

    /// <summary>How long something that was lost is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Around_every_end_of_a_line_and_here_and_there_between(bool broken)
    {
        var recorded = await RecordAsync();
        var lines = Read(recorded);
        for (var at = 0; at <= recorded.Length; at++)
        {
            if (at % 97 == 0 || recorded.AsSpan(Math.Max(0, at - 2)..Math.Min(recorded.Length, at + 2)).Contains((byte)'\n'))
                await CheckAsync(recorded, lines, at, broken);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_every_byte(bool broken)
    {
        LongRun.OrSkip();
        var recorded = await RecordAsync();
        var lines = Read(recorded);
        for (var at = 0; at <= recorded.Length; at++)
            await CheckAsync(recorded, lines, at, broken);
    }

    private static async Task CheckAsync(byte[] recorded, Line[] lines, int at, bool broken)
    {
        var asked = 0;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var server = new ScriptedServer();
        server.Always(request => request switch
        {
            { Path: "/version" } => ScriptedServer.Json("""{"major":"1","minor":"20","gitVersion":"v1.20.2"}"""),
            _ when !request.Asks("watch=true") => ScriptedServer.Json($$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{lines[0].Version - 1}}"},"items":[]}"""),
            _ when ++asked == 1 => ScriptedServer.Stream(broken ? new BreakingStream(recorded[..at]) : new MemoryStream(recorded[..at])),
            _ when asked == 2 => ScriptedServer.Stream(new MemoryStream(After(lines, request.Path))),
            _ => Silent(enough),
        });
        using var client = server.Client();
        var options = new ReflectorOptions { InitialBackoff = TimeSpan.Zero, MaxBackoff = TimeSpan.Zero };
        var reflector = new Reflector(client, new WatchTarget(Some.ConfigMaps, null, null, null, null), options, TimeProvider.System, new Random(1));
        List<string> told = [];
        try
        {
            await foreach (var change in reflector.RunAsync(enough.Token))
            {
                if (change is ReflectorEvent.Changed changed)
                    told.Add($"changed {changed.Object.Name}@{changed.Object.ResourceVersion}");
                else if (change is ReflectorEvent.Deleted deleted)
                    told.Add($"deleted {deleted.Object.Name}@{deleted.Object.ResourceVersion}");
                if (told.Count == Events)
                    break;
            }
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
            // Not all was told: the comparison says what.
        }

        if (!told.SequenceEqual(lines.Select(line => line.Told), StringComparer.Ordinal))
            told.ShouldBe(lines.Select(line => line.Told), $"cut after byte {at}, {asked} watches");
    }

    /// <summary>Two watches tell everything: the third one has nothing more to tell.</summary>
    private static HttpResponseMessage Silent(CancellationTokenSource enough)
    {
        enough.CancelAfter(Patience);
        return ScriptedServer.Stream(new SilentStream());
    }

    private static Line[] Read(byte[] recorded) => [.. Encoding.UTF8.GetString(recorded).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        var change = JsonNode.Parse(line)!;
        var obj = change["object"]!.AsObject();
        return new Line(
            long.Parse(obj.ResourceVersion, CultureInfo.InvariantCulture),
            $"{((string?)change["type"] is "DELETED" ? "deleted" : "changed")} {obj.ObjectName}@{obj.ResourceVersion}",
            Encoding.UTF8.GetBytes(line + "\n"));
    })];

    /// <summary>What a server sends to a watch that resumes.</summary>
    private static byte[] After(Line[] lines, string path)
    {
        var version = long.Parse(path.Split("&resourceVersion=")[1].Split('&')[0], CultureInfo.InvariantCulture);
        return [.. lines.Where(line => line.Version > version).SelectMany(line => line.Bytes)];
    }

    /// <summary>Twenty objects made, twenty changes, ten deletions, as a server tells them.</summary>
    private static async Task<byte[]> RecordAsync()
    {
        await using var cluster = await DevClusterServer.StartAsync(new DevClusterOptions { Listen = false }, Ct);
        using var handler = cluster.CreateHandler("admin");
        using var client = new KubernetesClient(handler, cluster.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        for (var at = 0; at < 20; at++)
            await client.CreateAsync(Some.ConfigMaps, JsonNode.Parse($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m-{{{at}}}","namespace":"default"},"data":{"text":"a \"quoted\" line\nand ünother"}}""")!.AsObject(), WriteOptions.None, Ct);
        for (var at = 0; at < 20; at++)
            await client.PatchAsync(Some.ConfigMaps, new ObjectName("default", $"m-{at}"), PatchKind.Merge, new JsonObject { ["data"] = new JsonObject { ["n"] = $"{at} }}" } }, WriteOptions.None, Ct);
        for (var at = 0; at < 10; at++)
            await client.DeleteAsync(Some.ConfigMaps, new ObjectName("default", $"m-{at}"), new DeleteOptions(), Ct);

        using var http = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(cluster.Address, "/api/v1/namespaces/default/configmaps?watch=true&resourceVersion=1"));
        using var answer = await http.SendAsync(request, Ct);
        await using var body = await answer.Content.ReadAsStreamAsync(Ct);
        using var recorded = new MemoryStream();
        var buffer = new byte[4096];
        var lines = 0;
        while (lines < Events)
        {
            var read = await body.ReadAsync(buffer, Ct);
            for (var at = 0; at < read && lines < Events; at++)
            {
                recorded.WriteByte(buffer[at]);
                if (buffer[at] == (byte)'\n')
                    lines++;
            }
        }

        return recorded.ToArray();
    }

    private sealed record Line(long Version, string Told, byte[] Bytes);

    /// <summary>A connection that breaks after its last byte.</summary>
    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("reset");
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}

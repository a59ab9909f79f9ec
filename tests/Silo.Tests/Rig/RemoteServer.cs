using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>A remote reconciler on a loopback port: it answers as it is told, and keeps what it was asked.</summary>
internal sealed class RemoteServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Channel<Asked> _asked = Channel.CreateUnbounded<Asked>();
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);
    private int _count;
    private int _notModified;

    private RemoteServer(WebApplication server) => _server = server;

    /// <summary>What it answers: status and body. With a mark it is asked about again by that.</summary>
    public Func<Asked, (int Status, string Body, string? ETag)> Answer { get; set; } = static _ => (200, "{}", null);

    /// <summary>Comes to its end before an answer is given; the token ends with the caller's patience.</summary>
    public Func<Asked, CancellationToken, Task> Hold { get; set; } = static (_, _) => Task.CompletedTask;

    public string Url => _server.Urls.Single().TrimEnd('/') + "/reconcile";

    public int Count => Volatile.Read(ref _count);

    public int NotModified => Volatile.Read(ref _notModified);

    /// <summary>The most questions about one custom resource that were there at once.</summary>
    public int MostAtOnce { get; private set; }

    public static async Task<RemoteServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var remote = new RemoteServer(builder.Build());
        remote._server.Run(remote.HandleAsync);
        await remote._server.StartAsync(cancellationToken);
        return remote;
    }

    /// <summary>The next question that came.</summary>
    public async Task<Asked> NextAsync(CancellationToken cancellationToken) => await _asked.Reader.ReadAsync(cancellationToken);

    /// <summary>The next question of which this holds.</summary>
    public async Task<Asked> UntilAsync(Func<Asked, bool> wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await NextAsync(cancellationToken) is var asked && wanted(asked))
                return asked;
        }
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = JsonNode.Parse(await reader.ReadToEndAsync(context.RequestAborted))!.AsObject();
        var asked = new Asked(context.Request.Method, context.Request.ContentType ?? "", context.Request.Headers.Authorization.ToString(), context.Request.Headers.IfNoneMatch.ToString(), body);
        MostAtOnce = Math.Max(MostAtOnce, _running.AddOrUpdate(asked.Key, 1, static (_, running) => running + 1));
        Interlocked.Increment(ref _count);
        await _asked.Writer.WriteAsync(asked);
        try
        {
            await Hold(asked, context.RequestAborted);
        }
        finally
        {
            _running.AddOrUpdate(asked.Key, 0, static (_, running) => running - 1);
        }

        var (status, text, tag) = Answer(asked);
        if (tag is not null && asked.IfNoneMatch == tag)
        {
            Interlocked.Increment(ref _notModified);
            context.Response.StatusCode = 304;
            return;
        }

        context.Response.StatusCode = status;
        if (tag is not null)
            context.Response.Headers.ETag = tag;
        await context.Response.WriteAsync(text);
    }

    /// <summary>One question.</summary>
    public sealed record Asked(string Method, string ContentType, string Authorization, string IfNoneMatch, JsonObject Body)
    {
        public string Key => (string)Body["key"]!;

        public JsonObject Object => Body["object"]!.AsObject();

        public bool IsDeletion => Object["metadata"]!["deletionTimestamp"] is not null;

        public JsonObject? Child(string kind, string name) => Body["prepared"]?["children"]?[kind]?[name] as JsonObject;
    }
}

using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>The events of one watch, in order.</summary>
public sealed class WatchStream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private WatchStream(HttpResponseMessage response, StreamReader reader) => (_response, _reader) = (response, reader);

    public int Code => (int)_response.StatusCode;

    public string ContentType => _response.Content.Headers.ContentType?.ToString() ?? "";

    public static async Task<WatchStream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(response, new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken)));

    /// <summary>The next event, or null at the end of the stream.</summary>
    public async Task<WatchEvent?> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var line = await _reader.ReadLineAsync(patience.Token);
            return line is null ? null : WatchEvent.From(JsonNode.Parse(line)!);
        }
        catch (OperationCanceledException error) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"waited {Patience.TotalSeconds} s for an event of a watch", error);
        }
    }

    /// <summary>The next event must be of this type and, unless null, of this object.</summary>
    public async Task<WatchEvent> NextIsAsync(string type, string? name = null)
    {
        var next = await NextAsync();
        next.ShouldNotBeNull($"the watch ended before {type} {name}");
        $"{next.Type} {(name is null ? "" : next.Name)}".ShouldBe($"{type} {name}", next.Live.ToJsonString());
        return next;
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        _reader.Dispose();
        return ValueTask.CompletedTask;
    }
}

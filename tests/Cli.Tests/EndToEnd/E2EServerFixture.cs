using Orkestra.TestKit.ControlPlanes;
using Xunit;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary>One server for the tests of a class, started when the first one asks: tests that look at all objects of a namespace share it with nobody else.</summary>
public sealed class E2EServerFixture : IAsyncLifetime
{
    private E2EServer? _server;

    /// <summary>The server. Skips the test where there are no binaries.</summary>
    internal async Task<E2EServer> ServerAsync(CancellationToken cancellationToken) =>
        _server ??= new E2EServer(await RealClusterFixture.StartOwnAsync(cancellationToken));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}

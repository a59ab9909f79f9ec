using Xunit;
using Xunit.v3;

namespace Orkestra.TestKit.Postgres;

/// <summary>
/// One real PostgreSQL for a test assembly, started when the first test asks for it. Use it as
/// <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c> and take it in the constructor. Where the programs are missing,
/// asking for it skips the test with the reason; with <c>CI=true</c> it fails the test.
/// Tests share the server: each makes databases and roles of its own names.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1);
    private PostgresServer? _server;

    /// <summary>The running server.</summary>
    public async Task<PostgresServer> ServerAsync(CancellationToken cancellationToken)
    {
        if (PostgresPrograms.Find(out var missing) is not { } programs)
        {
            throw string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
                ? new InvalidOperationException($"{missing}; with CI=true that is a failure")
                : new InvalidOperationException(DynamicSkipToken.Value + missing); // as Assert.Skip does
        }

        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _server ??= await PostgresServer.StartAsync(programs, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
        _starting.Dispose();
    }
}

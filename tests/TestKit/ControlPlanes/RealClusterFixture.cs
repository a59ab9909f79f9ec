using Orkestra.TestKit.Clusters;
using Xunit;
using Xunit.v3;

namespace Orkestra.TestKit.ControlPlanes;

/// <summary>
/// One real API server for a test assembly, started when the first test asks for it. Use it as
/// <c>[assembly: AssemblyFixture(typeof(RealClusterFixture))]</c> and take it in the constructor. Where the binaries are missing,
/// asking for it skips the test with the reason; with <c>CI=true</c> it fails the test.
/// Tests share the server: each works in a namespace of its own and with CRDs that no other test changes.
/// </summary>
public sealed class RealClusterFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1);
    private ControlPlane? _cluster;

    /// <summary>The running cluster.</summary>
    public async Task<ControlPlane> ClusterAsync(CancellationToken cancellationToken)
    {
        var binaries = BinariesOrSkip();
        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _cluster ??= await ControlPlane.StartAsync(binaries, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>For a test that wants a server of its own (it stops it, or counts all requests); the caller disposes it.</summary>
    public static Task<ControlPlane> StartOwnAsync(CancellationToken cancellationToken) => ControlPlane.StartAsync(BinariesOrSkip(), cancellationToken);

    /// <summary>The programs, for tests that need kubectl or helm. Skips the test (fails it in CI) where they are missing.</summary>
    public static ControlPlaneBinaries BinariesOrSkip()
    {
        if (ControlPlaneBinaries.FromEnvironment(out var missing) is { } binaries)
            return binaries;
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{missing}; with CI=true that is a failure");
        throw new InvalidOperationException(DynamicSkipToken.Value + missing); // as Assert.Skip does
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync().ConfigureAwait(false);
        _starting.Dispose();
    }
}

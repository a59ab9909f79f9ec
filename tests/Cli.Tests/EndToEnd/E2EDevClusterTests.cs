using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary>A folder with an operator, and <c>ork e2e</c> in it on a DevCluster.</summary>
public abstract class E2EDevClusterTests : IAsyncLifetime
{
    private protected CliRun Cli { get; } = new();

    public async ValueTask InitializeAsync()
    {
        (await Cli.RunAsync("init", "shop")).ShouldBe(0, Cli.Error);
        Cli.Variables["PATH"] = E2EServer.Path();
    }

    public ValueTask DisposeAsync()
    {
        Cli.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected Task<int> RunAsync(params string[] arguments) => Cli.RunAsync(["e2e", "shop/e2e.yaml", "--sim-delay", "50ms", .. arguments]);
}

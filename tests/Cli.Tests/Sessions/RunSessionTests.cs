using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Sessions;

public sealed class RunSessionTests : IDisposable
{
    private readonly CliRun _run = new() { WorkingDirectory = RepositoryRoot.Path };

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("ORK2010", "--kubeconfig", "nowhere/config")]
    [InlineData("ORK2012")]
    public async Task No_way_to_a_cluster_is_one_line_and_exit_code_1(string id, params string[] arguments)
    {
        (await _run.RunAsync(["run", "-f", "examples/hello-website", .. arguments])).ShouldBe(1);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldContain($"error {id}: ");
    }

    [Fact]
    public async Task A_context_that_does_not_exist_is_one_line_that_names_those_that_do()
    {
        WriteKubeconfig("https://127.0.0.1:1");
        (await _run.RunAsync("run", "-f", "examples/hello-website", "--context", "mars")).ShouldBe(1);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldContain("error ORK2013: There is no context \"mars\".");
        _run.Error.ShouldContain("here");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_one_line_and_exit_code_1()
    {
        WriteKubeconfig($"https://127.0.0.1:{FreePort()}");
        (await _run.RunAsync("run", "-f", "examples/hello-website")).ShouldBe(1);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("cluster: error ORK2002: ");
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    private void WriteKubeconfig(string server) => _run.Write(".kube/config", $$"""
        apiVersion: v1
        kind: Config
        current-context: here
        clusters: [ { name: c, cluster: { server: "{{server}}" } } ]
        users: [ { name: u, user: { token: t } } ]
        contexts: [ { name: here, context: { cluster: c, user: u } } ]
        """);
}

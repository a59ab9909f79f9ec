using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Orkestra.Cli.Terminal;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Sessions;

public sealed class DevSessionTests : IDisposable
{
    private const string Example = "examples/teams-and-projects";

    private readonly CliRun _run = new() { WorkingDirectory = RepositoryRoot.Path };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_session_serves_health_and_a_kubeconfig_until_it_is_stopped_and_leaves_nothing()
    {
        var cancel = TestContext.Current.CancellationToken;
        var session = _run.RunAsync("dev", Example);
        await Eventually.Async("the session to serve", _ => Task.FromResult(session.IsCompleted || _run.Out.Contains("\ntry: ", StringComparison.Ordinal)), cancellationToken: cancel);
        session.IsCompleted.ShouldBeFalse(_run.Error);

        var kubeconfig = Value("kubeconfig: ");
        File.Exists(kubeconfig).ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(kubeconfig).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Value("try: ").ShouldBe($"kubectl --kubeconfig {kubeconfig} get teams,projects,configmaps,serviceaccounts -A");

        using var http = new HttpClient { BaseAddress = new Uri(Value("health: ")) };
        await Eventually.Async("a healthy katalog", token => HealthyAsync(http, token), cancellationToken: cancel);
        (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancel)).ShouldContain("controller_reconcile_total{");

        _run.Stop.Ask(StopReason.Interrupt);
        (await session).ShouldBe(130, _run.Error);
        Directory.Exists(Path.GetDirectoryName(kubeconfig)).ShouldBeFalse();
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(new Uri("/health", UriKind.Relative), cancel));
        _run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_exit_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        (await _run.RunAsync("dev", Example, "--port", port)).ShouldBe(1);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith($"127.0.0.1:{port}: error ORK0031: the health API cannot listen there");
        _run.Out.ShouldNotContain("kubeconfig: ");
    }

    [Fact]
    public async Task A_box_whose_CRD_is_not_there_says_so_and_does_not_end_the_session()
    {
        _run.Write("katalog.yaml", """
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: waits }
            spec:
              crds:
                cafe:
                  apiTypes: { group: shop.example.io, version: v1, kind: Cafe, plural: cafes }
                  operatorBox:
                    onReconcile:
                      configMaps: [ { name: "{{ .metadata.name }}", data: { a: b } } ]
            """);
        var session = _run.RunAsync("dev", _run.Folder.FullName);
        await Eventually.Async("the box to miss its CRD", _ => Task.FromResult(session.IsCompleted || _run.Out.Contains("box cafe is missing: ", StringComparison.Ordinal)), cancellationToken: TestContext.Current.CancellationToken);
        session.IsCompleted.ShouldBeFalse(_run.Error);
        _run.Stop.Ask(StopReason.Terminate);
        (await session).ShouldBe(0);
    }

    [Fact]
    public async Task A_sample_of_a_kind_that_nobody_serves_is_one_line_and_exit_code_1()
    {
        _run.Write("cr.yaml", "apiVersion: shop.example.io/v1\nkind: Cafe\nmetadata: { name: roma }\n");
        _run.Write("katalog.yaml", """
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: samples }
            spec:
              crds:
                cafe:
                  apiTypes: { group: shop.example.io, version: v1, kind: Cafe, plural: cafes }
                  crFiles: [ ./cr.yaml ]
            """);
        (await _run.RunAsync("dev", _run.Folder.FullName, "--log-level", "none")).ShouldBe(1);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("Cafe roma: error ORK0021: the server serves no Cafe of shop.example.io/v1");
    }

    private static async Task<bool> HealthyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var text = await http.GetStringAsync(new Uri("/katalog", UriKind.Relative), cancellationToken);
        return JsonNode.Parse(text)!["healthy"]!.GetValue<bool>();
    }

    private string Value(string start) => _run.OutLines.Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..];
}

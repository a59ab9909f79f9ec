using System.Diagnostics;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Clusters;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary><c>ork e2e --provider existing</c> on a real API server.</summary>
public sealed class E2EExistingTests(E2EServerFixture fixture) : IClassFixture<E2EServerFixture>, IAsyncLifetime
{
    private readonly CliRun _run = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (await _run.RunAsync("init", "shop")).ShouldBe(0, _run.Error);
        _run.Variables["PATH"] = E2EServer.Path();
    }

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_verb_works_and_nothing_is_left_over()
    {
        var server = await fixture.ServerAsync(Token);
        var before = await ObjectsAsync(server.Client);
        _run.Write("shop/more.yaml", "apiVersion: my.example.io/v1\nkind: Website\nmetadata: { name: more }\nspec: { image: nginx }\n");
        _run.Write("shop/e2e.yaml", E2EFile.Of(E2EFile.Verbs));

        (await _run.RunAsync(["e2e", "shop/e2e.yaml", "--timeout", "3m", .. server.Options])).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines.Count(line => line.StartsWith("  ok ", StringComparison.Ordinal)).ShouldBe(E2EFile.VerbSteps);
        // The garbage collector takes children after their owner.
        await TestKit.Waiting.Eventually.Async("nothing is left over", async _ => (await ObjectsAsync(server.Client)).Except(before, StringComparer.Ordinal).ToList(), left => left.Count == 0, TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task Interrupted_it_takes_away_what_it_made_and_leaves_what_was_there()
    {
        var server = await fixture.ServerAsync(Token);
        var namespaces = (await server.Client.Discovery.FindAsync("", "Namespace", Token))!;
        _run.Write("shop/setup.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: e2e-setup }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: default }\n");
        _run.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, timeout: 1h, resources: [ { kind: Deployment, name: nobody } ] }").Replace("expect:", "setup: [ setup.yaml ]\n  expect:", StringComparison.Ordinal));
        var before = await ObjectsAsync(server.Client);
        var running = _run.RunAsync(["e2e", "shop/e2e.yaml", .. server.Options]);
        var crds = (await server.Client.Discovery.FindAsync("apiextensions.k8s.io", "CustomResourceDefinition", Token))!;
        await TestKit.Waiting.Eventually.Async("the CRD is there", async ct => await server.Client.FindAsync(crds, new ObjectName(null, "websites.my.example.io"), ct) is not null, TimeSpan.FromMinutes(1), Token);

        _run.Stop.Ask(Terminal.StopReason.Interrupt);

        (await running.WaitAsync(TimeSpan.FromMinutes(3), Token)).ShouldBe(130, _run.Out + _run.Error);
        (await ObjectsAsync(server.Client)).Except(before, StringComparer.Ordinal).ShouldBeEmpty();
        ((JsonObject?)await server.Client.FindAsync(namespaces, new ObjectName(null, "default"), Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_custom_resource_that_was_there_before_is_neither_changed_nor_deleted()
    {
        var server = await fixture.ServerAsync(Token);
        (await KubectlAsync(server, "apply", "--server-side", "-f", "shop/crd.yaml")).ShouldBe(0);
        (await KubectlAsync(server, "wait", "--for=condition=Established", "crd/websites.my.example.io")).ShouldBe(0);
        _run.Write("shop/mine.yaml", "apiVersion: my.example.io/v1\nkind: Website\nmetadata: { name: hello, namespace: default }\nspec: { image: mine }\n");
        (await KubectlAsync(server, "create", "-f", "shop/mine.yaml")).ShouldBe(0);
        _run.Write("shop/e2e.yaml", E2EFile.Of("- { name: gone, after: cr-deleted }"));

        (await _run.RunAsync(["e2e", "shop/e2e.yaml", .. server.Options])).ShouldBe(1, _run.Out + _run.Error);

        _run.Out.ShouldContain("Website default/hello: error ORK0073: it is in the cluster, and the test has not made it");
        await server.Client.Discovery.ForgetAsync(Token);
        var websites = (await server.Client.Discovery.FindAsync("my.example.io", "Website", Token))!;
        var live = (await server.Client.FindAsync(websites, new ObjectName("default", "hello"), Token)).ShouldNotBeNull();
        ((string?)live["spec"]!["image"]).ShouldBe("mine");
        (await KubectlAsync(server, "delete", "crd", "websites.my.example.io")).ShouldBe(0);
    }

    [Fact]
    public async Task An_object_of_others_is_not_overwritten_by_the_setup()
    {
        var server = await fixture.ServerAsync(Token);
        _run.Write("shop/setup.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: e2e-theirs, namespace: default }\ndata: { a: ours }\n");
        _run.Write("shop/theirs.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: e2e-theirs, namespace: default }\ndata: { a: theirs }\n");
        (await KubectlAsync(server, "create", "-f", "shop/theirs.yaml")).ShouldBe(0);
        _run.Write("shop/e2e.yaml", E2EFile.Of("- { name: a }").Replace("expect:", "setup: [ setup.yaml ]\n  expect:", StringComparison.Ordinal));

        (await _run.RunAsync(["e2e", "shop/e2e.yaml", .. server.Options])).ShouldBe(1, _run.Out + _run.Error);

        _run.Out.ShouldContain("ConfigMap default/e2e-theirs: error ORK0073: it is in the cluster with other values");
        var maps = (await server.Client.Discovery.FindAsync("", "ConfigMap", Token))!;
        ((string?)(await server.Client.FindAsync(maps, new ObjectName("default", "e2e-theirs"), Token))!["data"]!["a"]).ShouldBe("theirs");
    }

    [Fact]
    public async Task A_release_that_was_there_before_is_neither_upgraded_nor_uninstalled()
    {
        var server = await fixture.ServerAsync(Token);
        Assert.SkipWhen(TestKit.ControlPlanes.RealClusterFixture.BinariesOrSkip().Helm is null, "there is no helm");
        _run.Variables["HOME"] = _run.Folder.FullName;
        _run.Write("shop/chart/Chart.yaml", "apiVersion: v2\nname: tools\nversion: 0.1.0\n");
        _run.Write("shop/chart/templates/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: e2e-of-chart }\ndata: { a: '{{ .Values.a }}' }\n");
        _run.Write("shop/e2e.yaml", E2EFile.Of("- { name: a }").Replace("expect:", "setup: { helm: { name: tools, namespace: e2e-tools, chart: ./chart, values: { a: ours } } }\n  expect:", StringComparison.Ordinal));
        var maps = (await server.Client.Discovery.FindAsync("", "ConfigMap", Token))!;
        var name = new ObjectName("e2e-tools", "e2e-of-chart");

        // A release of the test's own goes, with the namespace that was made for it.
        (await _run.RunAsync(["e2e", "shop/e2e.yaml", .. server.Options])).ShouldBe(0, _run.Out + _run.Error);
        (await server.Client.FindAsync(maps, name, Token)).ShouldBeNull();

        (await ToolAsync(server, "helm", "install", "tools", "shop/chart", "--namespace=e2e-tools", "--create-namespace", "--set=a=theirs")).ShouldBe(0);
        (await _run.RunAsync(["e2e", "shop/e2e.yaml", .. server.Options])).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("chart tools: error ORK0073: a release of this name is in the namespace e2e-tools already");
        ((string?)(await server.Client.FindAsync(maps, name, Token)).ShouldNotBeNull()["data"]!["a"]).ShouldBe("theirs");
    }

    private Task<int> KubectlAsync(E2EServer server, params string[] arguments) => ToolAsync(server, "kubectl", arguments);

    /// <summary>What somebody does by hand.</summary>
    private async Task<int> ToolAsync(E2EServer server, string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = _run.Folder.FullName };
        start.Environment["PATH"] = E2EServer.Path();
        start.Environment["HOME"] = _run.Folder.FullName;
        start.Environment["KUBECONFIG"] = server.Server.KubeconfigPath(TestUsers.Orkestra);
        start.FileName = E2EServer.Path().Split(Path.PathSeparator).Select(folder => Path.Combine(folder, tool)).First(File.Exists);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }

    /// <summary>What a test could leave: all objects of the kinds that it makes.</summary>
    private static async Task<IReadOnlyList<string>> ObjectsAsync(KubernetesClient client)
    {
        await client.Discovery.ForgetAsync(Token);
        var all = new List<string>();
        foreach (var (group, kind) in new[] { ("", "Namespace"), ("", "ConfigMap"), ("", "Service"), ("apps", "Deployment"), ("apiextensions.k8s.io", "CustomResourceDefinition"), ("my.example.io", "Website") })
        {
            if (await client.Discovery.FindAsync(group, kind, Token) is not { } resource)
                continue;
            await foreach (var obj in client.ListAsync(resource, ListOptions.All, Token))
            {
                all.Add($"{kind} {obj.ObjectName}");
            }
        }

        return all;
    }
}

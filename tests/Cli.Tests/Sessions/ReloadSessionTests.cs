using System.Text.Json.Nodes;
using Orkestra.Cli.Terminal;
using Orkestra.DevCluster;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Sessions;

/// <summary>Files that change while <c>ork run</c> runs them.</summary>
public sealed class ReloadSessionTests : IAsyncLifetime
{
    private static readonly string[] Kinds = ["Cafe", "Bar"];

    private readonly CliRun _run = new();
    private DevClusterServer _server = null!;
    private KubernetesClient _admin = null!;
    private Task<int> _session = Task.FromResult(0);
    private HttpClient _health = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await DevClusterServer.StartAsync(new DevClusterOptions(), Token);
        _admin = new KubernetesClient(_server.CreateHandler("admin"), _server.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        _run.Write(".kube/config", _server.Kubeconfig("admin"));
        foreach (var kind in Kinds)
            await CreateAsync(Crd(kind));
    }

    public async ValueTask DisposeAsync()
    {
        _run.Stop.Ask(StopReason.Terminate);
        await ((Task)_session).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _health?.Dispose();
        _admin.Dispose();
        await _server.DisposeAsync();
        _run.Dispose();
    }

    [Fact]
    public async Task Files_that_change_take_over_each_for_its_boxes_and_a_mistake_keeps_the_last_good_ones()
    {
        _run.Write("cafe.yaml", Katalog("Cafe", "one"));
        _run.Write("bar.yaml", Katalog("Bar", "one"));
        await StartAsync("-f", "cafe.yaml", "-f", "bar.yaml");
        await CreateAsync(Resource("Cafe", "roma"));
        await CreateAsync(Resource("Bar", "lucky"));
        await UntilTextAsync("roma", "one");
        await UntilTextAsync("lucky", "one");
        var bars = await PassesAsync("bar");

        Replace("cafe.yaml", Katalog("Cafe", "two"));
        await UntilTextAsync("roma", "two");
        (await KatalogAsync())["reload"]!["result"]!.GetValue<string>().ShouldBe("accepted");
        var health = await GetAsync("/katalog/cafe/health");
        (health["onRevision"]!.GetValue<int>(), health["behindRevision"]!.GetValue<int>()).ShouldBe((1, 0));
        (await PassesAsync("bar")).ShouldBe(bars);

        Replace("bar.yaml", Katalog("Bar", "two").Replace("configMaps", "configMoops", StringComparison.Ordinal));
        var refused = await Eventually.Async("the mistake is told", _ => KatalogAsync(), katalog => (string?)katalog["reload"]!["result"] == "refused", cancellationToken: Token);
        var finding = refused["reload"]!["findings"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>();
        finding.ShouldStartWith("bar.yaml:");
        finding.ShouldContain("configMoops");
        (await GetAsync("/health"))["definitions"]!.GetValue<string>().ShouldBe($"refused, the last good ones run; {finding}");
        (await _health.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token)).ShouldContain("controller_katalog_reloads_total{result=\"refused\"} 1");
        await CreateAsync(Resource("Bar", "happy"));
        await UntilTextAsync("happy", "one");

        Replace("bar.yaml", Katalog("Bar", "three"));
        await UntilTextAsync("happy", "three");
        (await GetAsync("/health"))["definitions"]!.GetValue<string>().ShouldBe("current");
    }

    [Fact]
    public async Task A_volume_that_puts_another_folder_behind_a_link_is_followed()
    {
        _run.Write("..v1/katalog.yaml", Katalog("Cafe", "one"));
        _run.Write("..v2/katalog.yaml", Katalog("Cafe", "two"));
        Link("..data", "..v1");
        Link("katalog.yaml", Path.Combine("..data", "katalog.yaml"));
        await StartAsync();
        await CreateAsync(Resource("Cafe", "roma"));
        await UntilTextAsync("roma", "one");

        Directory.Delete(Path.Combine(_run.Folder.FullName, "..data"));
        Link("..data", "..v2");

        await UntilTextAsync("roma", "two");
    }

    [Fact]
    public async Task A_ConfigMap_is_followed_with_what_its_keys_refer_to()
    {
        await CreateAsync(Map("one"));
        await StartAsync("--katalog-configmap", "default/operators");
        _run.Out.ShouldContain("cafes (cafe)");
        await CreateAsync(Resource("Cafe", "roma"));
        await UntilTextAsync("roma", "one");

        await PatchMapAsync(Map("two"));
        await UntilTextAsync("roma", "two");

        await PatchMapAsync("""{"data":{"katalog.yaml":"kind: Katalog"} }""");
        var refused = await Eventually.Async("the mistake is told", _ => KatalogAsync(), katalog => (string?)katalog["reload"]!["result"] == "refused", cancellationToken: Token);
        refused["reload"]!["findings"]![0]!.GetValue<string>().ShouldStartWith("configmap:default/operators/katalog.yaml:");
        (await PassesAsync("cafe")).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("a/b/c")]
    [InlineData("/a")]
    [InlineData("a:")]
    public async Task What_names_no_ConfigMap_is_wrong_usage(string text)
    {
        (await _run.RunAsync("run", "--katalog-configmap", text)).ShouldBe(2);
        _run.Error.ShouldContain("names no ConfigMap");
    }

    [Fact]
    public async Task A_ConfigMap_that_is_not_there_ends_the_start()
    {
        (await _run.RunAsync("run", "--katalog-configmap", "operators", "--port", "0")).ShouldBe(1);
        _run.Error.ShouldContain("there is no such ConfigMap");
    }

    [Fact]
    public async Task A_mistake_that_is_taken_back_is_over_and_a_signal_reads_again()
    {
        _run.Write("katalog.yaml", Katalog("Cafe", "one"));
        await StartAsync();
        Replace("katalog.yaml", "kind: Katalog");
        await Eventually.Async("the mistake is told", _ => KatalogAsync(), katalog => (string?)katalog["reload"]?["result"] == "refused", cancellationToken: Token);

        Replace("katalog.yaml", Katalog("Cafe", "one"));
        await Eventually.Async("it is over", _ => KatalogAsync(), katalog => (string?)katalog["reload"]!["result"] == "accepted", cancellationToken: Token);
        _run.Reload.Ask().ShouldBeTrue();
    }

    private static string Crd(string kind) => $$$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{{kind.ToLowerInvariant()}}}s.shop.example.io"},
         "spec":{"group":"shop.example.io","scope":"Namespaced","names":{"kind":"{{{kind}}}","plural":"{{{kind.ToLowerInvariant()}}}s","singular":"{{{kind.ToLowerInvariant()}}}"},
         "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true} },"subresources":{"status":{} } }]} }
        """;

    private static string Resource(string kind, string name) => $$$"""{"apiVersion":"shop.example.io/v1","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}","namespace":"default"} }""";

    private static string Katalog(string kind, string text) => $$$"""
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: {{{kind.ToLowerInvariant()}}}s }
        spec:
          crds:
            {{{kind.ToLowerInvariant()}}}:
              apiTypes: { group: shop.example.io, version: v1, kind: {{{kind}}}, plural: {{{kind.ToLowerInvariant()}}}s }
              operatorBox:
                reconcile:
                  onReconcile:
                    configMaps: [ { name: "{{ .metadata.name }}", data: { text: {{{text}}} } } ]
        """;

    private static string Map(string text) => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = "operators", ["namespace"] = "default" },
        ["data"] = new JsonObject { ["katalog.yaml"] = Katalog("Cafe", text) + "\n      crFiles: [ ./roma.yaml ]\n", ["roma.yaml"] = Resource("Cafe", "sample") },
    }.ToJsonString();

    private async Task PatchMapAsync(string json) => await _admin.PatchAsync(
        (await _admin.Discovery.FindAsync(new GroupVersionKind("", "v1", "ConfigMap"), Token))!, new ObjectName("default", "operators"), PatchKind.Merge, JsonNode.Parse(json)!, WriteOptions.None, Token);

    /// <summary>As editors do: another file in its place.</summary>
    private void Replace(string name, string content)
    {
        _run.Write($"{name}.new", content);
        File.Move(Path.Combine(_run.Folder.FullName, $"{name}.new"), Path.Combine(_run.Folder.FullName, name), overwrite: true);
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(_run.Folder.FullName, name), target);

    private async Task StartAsync(params string[] files)
    {
        _session = _run.RunAsync(["run", .. files, "--port", "0", "--host", "127.0.0.1"]);
        await Eventually.Async("the session to serve", _ => Task.FromResult(_session.IsCompleted || _run.OutLines.Any(line => line.StartsWith("health: ", StringComparison.Ordinal))), cancellationToken: Token);
        _session.IsCompleted.ShouldBeFalse(_run.Error);
        _health = new HttpClient { BaseAddress = new Uri(_run.OutLines.Single(line => line.StartsWith("health: ", StringComparison.Ordinal))["health: ".Length..]) };
    }

    private async Task CreateAsync(string json)
    {
        var obj = JsonNode.Parse(json)!.AsObject();
        var type = GroupVersionKind.Of(obj);
        var resource = await Eventually.Async($"{type.Kind} is served", async ct => await _admin.Discovery.FindAsync(type, ct), found => found is not null, cancellationToken: Token);
        await _admin.CreateAsync(resource!, obj, WriteOptions.None, Token);
    }

    private Task<JsonObject?> UntilTextAsync(string name, string text) => Eventually.Async(
        $"{name} says {text}",
        async ct => await _admin.FindAsync((await _admin.Discovery.FindAsync(new GroupVersionKind("", "v1", "ConfigMap"), ct))!, new ObjectName("default", name), ct),
        map => (string?)map?["data"]!["text"] == text, TimeSpan.FromSeconds(60), Token);

    private async Task<long> PassesAsync(string box) => (await GetAsync($"/katalog/{box}/health"))["totalReconciles"]!.GetValue<long>();

    private Task<JsonNode> KatalogAsync() => GetAsync("/katalog");

    private async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await _health.GetAsync(new Uri(path, UriKind.Relative), Token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
    }
}

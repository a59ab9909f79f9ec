using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Clusters;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Secrets that keep values, and secrets that are copied, on a server.</summary>
public abstract class KindTests : IAsyncLifetime
{
    private const string Secrets = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: secrets }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  onCreate:
                    secrets:
                      - { name: "{{ .metadata.name }}-creds", once: true, rotateAfter: 90d, labels: { level: "{{ .spec.level }}" }, data: { password: "{{ randomAlphanumeric 32 }}" } }
                      - { name: "{{ .metadata.name }}-cert", tls: { dnsNames: [ "{{ .metadata.name }}.example.io" ] } }
                      - { name: old-creds, once: true, adopt: true, data: { password: "{{ randomAlphanumeric 32 }}" } }
        """;

    private const string Copies = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: copies }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                onReconcile:
                  secrets: [ { fromSecret: source } ]
        """;

    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.CreateAsync(await ClusterAsync());

    public async ValueTask DisposeAsync()
    {
        if (_world is not null)
            await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_secret_that_is_made_once_keeps_its_values_over_starts_changes_and_other_makers()
    {
        await _world.DefineAsync("App");
        await _world.CreateAsync($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"old-creds","namespace":"{{{_world.Namespace}}}"},"data":{"password":"b2xk"}}""");
        await _world.StartAsync(Secrets);
        await _world.CreateAsync("App", "web", """{"level":"a"}""");
        await _world.UntilSettledAsync("app", "web");
        var made = await SecretAsync("web-creds");
        var certificate = await SecretAsync("web-cert");
        Convert.FromBase64String((string)made["data"]!["password"]!).Length.ShouldBe(32);
        ((string?)(await SecretAsync("old-creds"))["data"]!["password"]).ShouldBe("b2xk", "an adopted secret keeps what it has");

        await _world.StopAsync();
        await _world.StartAsync(Secrets);
        await _world.PatchAsync("App", "web", """{"spec":{"level":"b"}}""");
        await _world.UntilAsync("the label says b", "Secret", "web-creds", secret => secret!.Label("level") == "b");
        await _world.UntilSettledAsync("app", "web");
        (await SecretAsync("web-creds"))["data"]!.ToJsonString().ShouldBe(made["data"]!.ToJsonString());
        (await SecretAsync("web-cert"))["data"]!.ToJsonString().ShouldBe(certificate["data"]!.ToJsonString());

        await _world.DeleteAsync("Secret", "web-creds");
        var anew = await _world.UntilAsync("the secret is made anew", "Secret", "web-creds", secret => secret is not null && secret.Uid != made.Uid);
        ((string?)anew!["data"]!["password"]).ShouldNotBe((string?)made["data"]!["password"]);
        await _world.UntilSettledAsync("app", "web");
        _world.Mark();
        await _world.PatchAsync("App", "web", """{"metadata":{"labels":{"x":"y"}}}""");
        await _world.UntilSettledAsync("app", "web");
        (await _world.WritesAsync()).Where(request => request.ToString().Contains("secrets", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copy_waits_for_its_source_and_follows_it()
    {
        await _world.DefineAsync("App");
        await _world.StartAsync(Copies);
        await _world.CreateAsync("App", "web", "{}");
        await _world.UntilAsync("the App says what it lacks", "App", "web", app => app!.ToJsonString().Contains($"the secret {_world.Namespace}/source does not exist", StringComparison.Ordinal));

        await _world.CreateAsync($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"source","namespace":"{{{_world.Namespace}}}"},"data":{"a":"MQ=="}}""");
        await _world.UntilAsync("the copy is made", "Secret", "web-secret", copy => (string?)copy?["data"]?["a"] == "MQ==");
        await _world.UntilSettledAsync("app", "web");
        await _world.PatchAsync("Secret", "source", """{"data":{"a":"Mg==","b":"Mw=="}}""");
        await _world.UntilAsync("the copy follows", "Secret", "web-secret", copy => (string?)copy?["data"]?["a"] == "Mg==" && (string?)copy["data"]?["b"] == "Mw==");

        await _world.UntilSettledAsync("app", "web");
        _world.Mark();
        await _world.PatchAsync("App", "web", """{"metadata":{"labels":{"x":"y"}}}""");
        await _world.UntilSettledAsync("app", "web");
        (await _world.RequestsAsync()).Select(request => request.ToString()).ShouldAllBe(request => !request.Contains("secrets", StringComparison.Ordinal));
    }

    protected abstract Task<ITestCluster> ClusterAsync();

    private async Task<System.Text.Json.Nodes.JsonObject> SecretAsync(string name) => (await _world.FindAsync("Secret", name)).ShouldNotBeNull();
}

using Orkestra.DevCluster.Tests.Conformance.Harness;

namespace Orkestra.DevCluster.Tests.Serving;

/// <summary>The server without a socket.</summary>
public sealed class InMemoryTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Objects_are_written_and_read_without_a_socket()
    {
        await using var cluster = await MemoryCluster.StartAsync();

        (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("a"))).Is(201);

        (await cluster.Api.GetAsync(ConfigMaps + "/a")).Is(200)["metadata/name"].ShouldBe("a");
    }

    [Fact]
    public async Task A_watch_streams_without_a_socket()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        await using var watch = await cluster.Api.WatchAsync(ConfigMaps);

        (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("a"))).Is(201);

        await watch.NextIsAsync("ADDED", "a");
    }

    [Fact]
    public async Task Requests_are_counted_with_their_user_and_verb()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        using var observer = cluster.Client("orkestra");
        var before = cluster.Server.RequestCount;

        (await observer.PostAsync(ConfigMaps, Make.ConfigMap("a"))).Is(201);
        (await observer.GetAsync(ConfigMaps)).Is(200);
        (await observer.ApplyAsync(ConfigMaps + "/a", "x", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"v"}}""")).Is(200);
        await using (await observer.WatchAsync(ConfigMaps))
        {
        }

        (await observer.GetAsync(ConfigMaps + "/absent")).Is(404);
        var requests = cluster.Server.RequestsSince(before);
        requests.ShouldAllBe(request => request.User == "orkestra" && request.Resource == "configmaps" && request.Namespace == "default");
        requests.Select(request => $"{request.Verb} {request.Name} {request.StatusCode}").ShouldBe(["create  201", "list  200", "patch a 200", "watch  200", "get absent 404"]);
    }

    [Fact]
    public async Task The_record_of_requests_is_bounded()
    {
        await using var cluster = await MemoryCluster.StartAsync(new DevClusterOptions { RequestLogSize = 3 });

        for (var i = 0; i < 5; i++)
            (await cluster.Api.GetAsync(ConfigMaps)).Is(200);

        cluster.Server.Requests.Count.ShouldBe(3);
        cluster.Server.RequestCount.ShouldBe(5);
    }

    [Fact]
    public async Task A_stopped_server_answers_nothing_and_keeps_its_data()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("a"))).Is(201);
        await using var watch = await cluster.Api.WatchAsync(ConfigMaps, "resourceVersion=0");
        await watch.NextIsAsync("ADDED", "a");

        await cluster.Server.StopServingAsync();

        await Should.ThrowAsync<HttpRequestException>(() => cluster.Api.GetAsync(ConfigMaps));
        await Should.ThrowAsync<IOException>(() => watch.NextAsync());
        await cluster.Server.StartServingAsync(TestContext.Current.CancellationToken);
        (await cluster.Api.GetAsync(ConfigMaps + "/a")).Is(200);
    }

    [Fact]
    public async Task An_unknown_user_has_no_way_in()
    {
        await using var cluster = await MemoryCluster.StartAsync();

        Should.Throw<ArgumentException>(() => cluster.Server.CreateHandler("nobody"));
        Should.Throw<ArgumentException>(() => cluster.Server.Kubeconfig("nobody"));
    }

    [Fact]
    public async Task A_guest_may_do_nothing()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        using var guest = cluster.Client("guest");

        (await guest.GetAsync(ConfigMaps)).IsFailure(403, "Forbidden", "User \"guest\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"default\"");
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/pods/a/log")]
    [InlineData("/api/v1/namespaces/default/pods/a/exec")]
    [InlineData("/api/v1/namespaces/default/services/a/proxy/x")]
    public async Task What_needs_nodes_is_not_implemented(string path)
    {
        await using var cluster = await MemoryCluster.StartAsync();

        (await cluster.Api.GetAsync(path)).IsFailure(501, "NotImplemented");
    }
}

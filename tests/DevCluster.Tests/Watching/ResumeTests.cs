using Orkestra.DevCluster.Tests.Conformance.Harness;
using Orkestra.DevCluster.Tests.Serving;
using Orkestra.TestKit.Time;

namespace Orkestra.DevCluster.Tests.Watching;

/// <summary>Where a watch can be resumed, and where it cannot.</summary>
public sealed class ResumeTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_watch_that_is_cut_is_resumed_where_it_was()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        var first = (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("a"))).Is(201);
        await using var watch = await cluster.Api.WatchAsync(ConfigMaps);
        await watch.NextIsAsync("ADDED", "a");

        await cluster.Server.CutWatchesAsync(forgetHistory: false);
        (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("b"))).Is(201);

        (await watch.NextAsync()).ShouldBeNull();
        await using var resumed = await cluster.Api.WatchAsync(ConfigMaps, $"resourceVersion={first.ResourceVersion}");
        await resumed.NextIsAsync("ADDED", "b");
    }

    [Fact]
    public async Task Forgotten_history_is_expired()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        var first = (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("a"))).Is(201);
        await using var watch = await cluster.Api.WatchAsync(ConfigMaps);
        await watch.NextIsAsync("ADDED", "a");

        await cluster.Server.CutWatchesAsync(forgetHistory: true);

        (await watch.NextAsync()).ShouldBeNull();
        await using var resumed = await cluster.Api.WatchAsync(ConfigMaps, $"resourceVersion={first.ResourceVersion}");
        var error = await resumed.NextIsAsync("ERROR");
        error["code"].ShouldBe("410");
        error["reason"].ShouldBe("Expired");
        (await resumed.NextAsync()).ShouldBeNull();
        var list = (await cluster.Api.GetAsync(ConfigMaps)).Is(200);
        await using var fresh = await cluster.Api.WatchAsync(ConfigMaps, $"resourceVersion={list.ResourceVersion}");
        (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("b"))).Is(201);
        await fresh.NextIsAsync("ADDED", "b");
    }

    [Fact]
    public async Task History_is_bounded_for_each_resource()
    {
        await using var cluster = await MemoryCluster.StartAsync(new DevClusterOptions { HistorySize = 3 });
        var first = (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("a"))).Is(201);
        var secret = (await cluster.Api.PostAsync("/api/v1/namespaces/default/secrets", Make.Secret("s", "\"type\":\"Opaque\""))).Is(201);
        foreach (var name in (string[])["b", "c", "d", "e"])
            (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap(name))).Is(201);

        await using var late = await cluster.Api.WatchAsync(ConfigMaps, $"resourceVersion={first.ResourceVersion}");
        await using var quiet = await cluster.Api.WatchAsync("/api/v1/namespaces/default/secrets", $"resourceVersion={long.Parse(secret.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture) - 1}");

        (await late.NextIsAsync("ERROR"))["code"].ShouldBe("410");
        await quiet.NextIsAsync("ADDED", "s");
    }

    [Fact]
    public async Task The_pages_of_a_list_expire_with_time_and_with_history()
    {
        var clock = new FakeClock();
        await using var cluster = await MemoryCluster.StartAsync(new DevClusterOptions { Clock = clock });
        foreach (var name in (string[])["a", "b", "c"])
            (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap(name))).Is(201);
        var byTime = (await cluster.Api.GetAsync(ConfigMaps + "?limit=1")).Is(200)["metadata/continue"];
        (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("d"))).Is(201);
        clock.Advance(TimeSpan.FromMinutes(6));
        var byHistory = (await cluster.Api.GetAsync(ConfigMaps + "?limit=2")).Is(200)["metadata/continue"];

        (await cluster.Api.GetAsync($"{ConfigMaps}?limit=1&continue={byTime}")).IsFailure(410, "Expired");
        (await cluster.Api.GetAsync($"{ConfigMaps}?limit=1&continue={byHistory}")).Is(200)["items/0/metadata/name"].ShouldBe("c");
        await cluster.Server.CutWatchesAsync(forgetHistory: true);
        (await cluster.Api.GetAsync($"{ConfigMaps}?limit=1&continue={byHistory}")).IsFailure(410, "Expired");
    }

    [Fact]
    public async Task A_bookmark_comes_every_minute()
    {
        var clock = new FakeClock();
        await using var cluster = await MemoryCluster.StartAsync(new DevClusterOptions { Clock = clock });
        await using var watch = await cluster.Api.WatchAsync(ConfigMaps, "allowWatchBookmarks=true&timeoutSeconds=600");
        (await cluster.Api.PostAsync("/api/v1/namespaces/default/secrets", Make.Secret("s", "\"type\":\"Opaque\""))).Is(201);
        await clock.WaitForTimersAsync(2, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromMinutes(1));

        var bookmark = await watch.NextIsAsync("BOOKMARK");
        bookmark["metadata/resourceVersion"].ShouldBe((await cluster.Api.GetAsync(ConfigMaps)).ResourceVersion);
    }

    [Fact]
    public async Task A_watch_ends_after_its_timeout()
    {
        var clock = new FakeClock();
        await using var cluster = await MemoryCluster.StartAsync(new DevClusterOptions { Clock = clock });
        await using var watch = await cluster.Api.WatchAsync(ConfigMaps, "timeoutSeconds=600");
        await clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(600));

        (await watch.NextAsync()).ShouldBeNull();
    }
}

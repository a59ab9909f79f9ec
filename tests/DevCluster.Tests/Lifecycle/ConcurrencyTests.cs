using Orkestra.DevCluster.Tests.Serving;

namespace Orkestra.DevCluster.Tests.Lifecycle;

/// <summary>Many writers at once.</summary>
public sealed class ConcurrencyTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps/a";

    [Fact]
    public async Task Patches_without_a_version_are_all_kept()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        (await cluster.Api.PostAsync("/api/v1/namespaces/default/configmaps", Make.ConfigMap("a"))).Is(201);

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), TestContext.Current.CancellationToken, async (i, _) =>
            (await cluster.Api.PatchAsync(Path, PatchType.Merge, $$$"""{"data":{"k{{{i}}}":"v"}}""")).Is(200));

        (await cluster.Api.GetAsync(Path)).Body!["data"]!.AsObject().Count(pair => pair.Key.StartsWith('k')).ShouldBeGreaterThanOrEqualTo(100);
    }

    [Fact]
    public async Task Of_updates_to_one_version_one_is_stored()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        var made = (await cluster.Api.PostAsync("/api/v1/namespaces/default/configmaps", Make.ConfigMap("a"))).Is(201);
        var codes = new System.Collections.Concurrent.ConcurrentBag<int>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 20), TestContext.Current.CancellationToken, async (i, _) =>
            codes.Add((await cluster.Api.PutAsync(Path, $$$"""{"metadata":{"name":"a","resourceVersion":"{{{made.ResourceVersion}}}"},"data":{"k":"{{{i}}}"}}""")).Code));

        codes.Count(code => code == 200).ShouldBe(1);
        codes.Count(code => code == 409).ShouldBe(19);
    }

    [Fact]
    public async Task A_watch_sees_every_change_once_and_in_order()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        await using var watch = await cluster.Api.WatchAsync("/api/v1/namespaces/default/configmaps");

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), TestContext.Current.CancellationToken, async (i, _) =>
            (await cluster.Api.PostAsync("/api/v1/namespaces/default/configmaps", Make.ConfigMap($"c{i}"))).Is(201));

        var names = new HashSet<string>(StringComparer.Ordinal);
        var last = 0L;
        for (var i = 0; i < 200; i++)
        {
            var added = await watch.NextIsAsync("ADDED");
            names.Add(added.Name!).ShouldBeTrue();
            var revision = long.Parse(added["metadata/resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture);
            revision.ShouldBeGreaterThan(last);
            last = revision;
        }
    }
}

using System.Globalization;
using Orkestra.TestKit.LongTests;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Chaos;

/// <summary>
/// Whatever goes wrong on the way, the cluster ends as it does when nothing goes wrong, and nothing is left over. A seed that fails is told;
/// <c>ORKESTRA_CHAOS_SEED</c> plays it again.
/// </summary>
public sealed class ChaosTests(ChaosReferences references) : IClassFixture<ChaosReferences>
{
    public static readonly TheoryData<string> Examples = ["examples/hello-website", "examples/tenant-namespaces", "examples/secrets-made-once", "examples/stateful-database", "examples/teams-and-projects"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_process_that_is_killed_after_any_of_its_writes_leaves_nothing_that_the_next_one_does_not_mend(string example)
    {
        var reference = await references.OfAsync(example);
        reference.Writes.ShouldBeGreaterThan(0);
        for (var write = 1; write <= reference.Writes; write++)
        {
            await using var cluster = await ChaosCluster.StartAsync(example, null, Ct);
            await cluster.ApplySamplesAsync(Ct);
            cluster.StartObserver(dieAfter: write);
            await cluster.ConvergeAsync(reference.Made, $"{example}, killed after write {write}", Ct);
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_process_that_is_killed_after_any_write_of_a_deletion_leaves_nothing_over(string example)
    {
        var reference = await references.OfAsync(example);
        for (var write = 1; write <= reference.DeletionWrites; write++)
        {
            await using var cluster = await ChaosCluster.StartAsync(example, null, Ct);
            await cluster.ApplySamplesAsync(Ct);
            await cluster.StartObserverAsync(Ct);
            await cluster.ConvergeAsync(reference.Made, example, Ct);
            await cluster.StopObserverAsync();
            cluster.StartObserver(dieAfter: write);
            await cluster.DeleteCustomResourcesAsync(Ct);
            await cluster.ConvergeAsync(reference.Deleted, $"{example}, killed after write {write} of the deletion", Ct);
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_storm_of_faults_ends_as_a_calm_does(string example)
    {
        foreach (var seed in Seeds(count: 3))
            await StormAsync(example, seed);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Many_storms_of_faults_end_as_a_calm_does(string example)
    {
        var time = LongRun.OrSkip().Time(TimeSpan.FromMinutes(5)) / Examples.Count;
        var begun = TimeProvider.System.GetTimestamp();
        for (var seed = 100; TimeProvider.System.GetElapsedTime(begun) < time; seed++)
            await StormAsync(example, seed);
    }

    /// <summary>Made, damaged and deleted, with faults at every request, watches that are cut, a server that goes away and clocks that jump.</summary>
    private async Task StormAsync(string example, int seed)
    {
        var reference = await references.OfAsync(example);
        var plan = new FaultPlan(seed);
        var what = string.Create(CultureInfo.InvariantCulture, $"{example}, ORKESTRA_CHAOS_SEED={seed}");
        await using var cluster = await ChaosCluster.StartAsync(example, plan, Ct);
        cluster.StartObserver();
        await cluster.ApplySamplesAsync(Ct);
        await cluster.ConvergeAsync(reference.Made, what, Ct);

        await DisturbAsync(cluster, plan, "before the damage");
        await cluster.DeleteSomeChildrenAsync(Ct);
        await DisturbAsync(cluster, plan, "after the damage");
        await cluster.ConvergeAsync(reference.Made, $"{what}, damaged", Ct);

        await cluster.DeleteCustomResourcesAsync(Ct);
        await DisturbAsync(cluster, plan, "after the deletion");
        await cluster.ConvergeAsync(reference.Deleted, $"{what}, deleted", Ct);
        plan.Hits.ShouldBePositive(what);
    }

    private static async Task DisturbAsync(ChaosCluster cluster, FaultPlan plan, string when)
    {
        switch (plan.Chance(when) % 5)
        {
            case 0:
                await cluster.CutWatchesAsync(gone: false);
                break;
            case 1:
                await cluster.CutWatchesAsync(gone: true);
                break;
            case 2:
                await cluster.RestartServerAsync(Ct);
                break;
            case 3:
                cluster.Jump(TimeSpan.FromHours(1));
                break;
            default:
                await cluster.StopObserverAsync();
                cluster.StartObserver();
                break;
        }
    }

    private static IEnumerable<int> Seeds(int count) =>
        Environment.GetEnvironmentVariable("ORKESTRA_CHAOS_SEED") is { Length: > 0 } given ? [int.Parse(given, CultureInfo.InvariantCulture)] : Enumerable.Range(1, count);
}

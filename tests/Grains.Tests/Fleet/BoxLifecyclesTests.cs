using Orkestra.Grains.Boxes;
using Orkestra.Grains.Fleet;
using Orkestra.Katalog.Dependencies;
using Orkestra.Katalog.Diagnostics;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Fleet;

public sealed class BoxLifecyclesTests
{
    private readonly DependencyGraph _graph = new();
    private readonly List<string> _ended = [];

    [Fact]
    public async Task A_box_ends_when_those_that_need_it_have_ended()
    {
        (await EndAsync(("app", "db"), ("db", "disk"), ("disk", null))).ShouldBe(["app", "db", "disk"]);
    }

    [Fact]
    public async Task Boxes_that_need_each_other_end_all_the_same()
    {
        (await EndAsync(("a", "b"), ("b", "a"))).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    private async Task<IReadOnlyList<string>> EndAsync(params (string Name, string? Needs)[] boxes)
    {
        foreach (var (name, needs) in boxes)
        {
            Dependency[] all = needs is null ? [] : [new Dependency(needs, "started", new SourcePlace("katalog.yaml", 1, 1, ""))];
            _graph.Add(name, all, new BoxHealth(5, (_, _) => { }), () => true);
        }

        using var lifecycles = new BoxLifecycles(_graph);
        foreach (var (name, _) in boxes)
            lifecycles.Start(name, stop => RunAsync(name, stop));
        await lifecycles.StopAllAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return _ended;
    }

    private async Task RunAsync(string name, CancellationToken stop)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => ended.SetResult());
        await ended.Task;
        lock (_ended)
            _ended.Add(name);
    }
}

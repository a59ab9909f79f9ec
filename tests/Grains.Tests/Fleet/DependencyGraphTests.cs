using Orkestra.Grains.Boxes;
using Orkestra.Grains.Fleet;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Dependencies;
using Orkestra.Katalog.Diagnostics;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Fleet;

public sealed class DependencyGraphTests
{
    private readonly DependencyGraph _graph = new();
    private readonly Dictionary<string, BoxHealth> _boxes = new(StringComparer.Ordinal);
    private readonly List<string> _waits = [];
    private bool _allReady;

    [Theory]
    [InlineData("started", BoxState.Started)]
    [InlineData("healthy", BoxState.Healthy)]
    [InlineData("degraded", BoxState.Degraded)]
    [InlineData("pending", BoxState.Pending)]
    [InlineData("deleted", BoxState.Missing)]
    public async Task A_box_begins_when_what_it_needs_is_as_the_condition_says(string condition, BoxState state)
    {
        Add("db");
        Add("app", ("db", condition));
        _boxes["db"].Enter(state is BoxState.Missing ? BoxState.Pending : BoxState.Missing, "");
        var begins = WhenMetAsync("app");
        if (condition is not "pending")
            begins.IsCompleted.ShouldBeFalse();

        _boxes["db"].Enter(state, "");

        await begins;
    }

    [Fact]
    public async Task Whoever_waits_is_told_for_what()
    {
        Add("db");
        Add("app", ("db", "healthy"), ("gone", "started"));
        var begins = WhenMetAsync("app");
        _boxes["db"].Enter(BoxState.Started, "");
        _boxes["db"].Enter(BoxState.Healthy, "");
        Add("gone");
        _boxes["gone"].Enter(BoxState.Started, "");

        await begins;
        _waits[0].ShouldBe("db to be healthy (it is pending), gone to be started (it does not run)");
    }

    [Fact]
    public async Task Ready_waits_for_every_custom_resource_and_is_looked_at_after_each_pass()
    {
        Add("db");
        Add("app", ("db", "ready"));
        _boxes["db"].Enter(BoxState.Healthy, "");
        var begins = WhenMetAsync("app");
        begins.IsCompleted.ShouldBeFalse();

        _allReady = true;
        _graph.PassEnded("db");

        await begins;
    }

    [Fact]
    public void A_box_is_degraded_while_what_it_needs_to_be_healthy_is_not_and_so_is_what_needs_it()
    {
        Add("db");
        Add("app", ("db", "healthy"));
        Add("web", ("app", "healthy"));
        Add("log", ("db", "started"));
        foreach (var box in _boxes.Values)
            box.Enter(BoxState.Healthy, "");
        States().ShouldBe("app Healthy, db Healthy, log Healthy, web Healthy");

        _boxes["db"].Enter(BoxState.Degraded, "");
        States().ShouldBe("app Degraded, db Degraded, log Healthy, web Degraded");
        _boxes["web"].Now.Message.ShouldBe("needs app to be healthy (it is degraded)");

        _boxes["db"].Enter(BoxState.Healthy, "");
        States().ShouldBe("app Healthy, db Healthy, log Healthy, web Healthy");
        _boxes["web"].Now.UnmetNeeds.ShouldBe("");

        _boxes["db"].Enter(BoxState.Missing, "");
        States().ShouldBe("app Degraded, db Missing, log Degraded, web Degraded");
    }

    [Fact]
    public async Task A_box_ends_when_those_that_need_it_have_ended()
    {
        Add("db");
        Add("app", ("db", "started"));
        Add("web", ("app", "healthy"));
        using var lifecycles = new BoxLifecycles(_graph);
        var ended = new List<string>();
        foreach (var name in _graph.Order)
        {
            lifecycles.Start(name, async stop =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ended.Add(name);
            });
        }

        await lifecycles.StopAllAsync();

        ended.ShouldBe(["web", "app", "db"]);
    }

    private void Add(string name, params (string Entry, string Condition)[] needs)
    {
        _boxes[name] = new BoxHealth(5, (_, _) => _graph.Changed(name));
        _graph.Add(name, [.. needs.Select(need => new Dependency(need.Entry, need.Condition, new SourcePlace("a.yaml", 1, 1, "")))], _boxes[name], () => _allReady);
    }

    private Task WhenMetAsync(string name) => _graph.WhenMetAsync(name, _waits.Add, TestContext.Current.CancellationToken);

    private string States() => string.Join(", ", _boxes.OrderBy(box => box.Key, StringComparer.Ordinal).Select(box => $"{box.Key} {box.Value.Now.State}"));
}

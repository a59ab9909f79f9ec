using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>A child that somebody else changes again and again, on whatever serves the Kubernetes API.</summary>
public abstract class LoopTests : AppTests
{
    /// <summary>So many repairs are prompt, whoever is at odds with us.</summary>
    private const int Prompt = 20;

    [Fact]
    public async Task A_fight_over_a_field_is_slowed_and_told_with_the_field_and_who_writes_it()
    {
        await AppAsync("web");
        // The first repairs are prompt, and the one with which it begins is, too.
        var view = await UntilSeenAsync("web", _ => true);
        for (var i = 1; i <= 100 && view.Slowed is null; i++)
        {
            await World.PatchAsync("ConfigMap", "web-config", $$$"""{"data":{"LEVEL":"mine-{{{i}}}"}}""");
            await World.UntilAsync($"repair {i}", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "info");
            view = await UntilSeenAsync("web", _ => true);
            if (i < Prompt)
                view.Slowed.ShouldBeNull();
        }

        view.Slowed.ShouldNotBeNull().Field.ShouldBe("ConfigMap web-config data.LEVEL, written by somebody");
        var box = (await World.Fleet.FindBoxAsync("app", World.Token))!;
        box.SlowedCount.ShouldBe(1);
        box.Message.ShouldStartWith($"{World.Namespace}/web is slowed: it was written for ");

        // It is repaired all the same, and what a user says is heard.
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"LEVEL":"mine"}}""");
        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");
        await World.UntilAsync("the new level", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "debug");
        await UntilSeenAsync("web", seen => seen.Slowed is null);
    }
}

using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>A box whose CRD or whose watches are away, on whatever serves the Kubernetes API.</summary>
public abstract class BoxTests : AppTests
{
    [Fact]
    public async Task The_box_waits_for_a_missing_CRD_says_so_and_starts_when_it_appears()
    {
        await World.StartAsync(Katalogs.App);
        await TestKit.Waiting.Eventually.Async(
            "the box says that its CRD is missing", async ct => await World.Fleet.FindBoxAsync("app", ct), box => box is { State: Grains.Interfaces.Fleet.BoxState.Missing } && box.Message.Contains("not served", StringComparison.Ordinal));

        await World.DefineAsync("App");
        await World.CreateAsync("App", "web", Spec);

        await World.UntilSettledAsync("app", "web");
    }

    [Fact]
    public async Task What_one_box_cannot_see_holds_no_other_box_up()
    {
        var other = await World.CreateAsync(await ClusterAsync());
        await using var _ = other;
        await World.DefineAsync("Trip");
        await World.StartAsync(Katalogs.Abroad + "\n" + Katalogs.App[Katalogs.App.IndexOf("    app:", StringComparison.Ordinal)..]);
        World.Faults.Before = request =>
        {
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/api/v1/services")
                throw new IOException("nobody answers");
        };
        await World.DefineAsync("App");
        await TestKit.Waiting.Eventually.Async(
            "the box of App says what it cannot see", async ct => await World.Fleet.FindBoxAsync("app", ct), box => box!.Message.StartsWith("watch of children", StringComparison.Ordinal), cancellationToken: World.Token);

        await World.CreateAsync("Trip", "rome", $$"""{"abroad":"{{other.Namespace}}"}""");
        await World.UntilSettledAsync("trip", "rome");
        (await World.Fleet.FindBoxAsync("trip", World.Token))!.Message.ShouldBeEmpty();
        await World.DeleteAsync("Trip", "rome");

        await World.UntilAsync("the Trip is gone", "Trip", "rome", found => found is null);
        (await other.FindAsync("ConfigMap", "rome-away")).ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_CRD_stops_only_its_own_box()
    {
        await World.DefineAsync("App");
        await World.DefineAsync("Note");
        await World.StartAsync(Katalogs.App + Katalogs.Note[Katalogs.Note.IndexOf("    note:", StringComparison.Ordinal)..].Insert(0, "\n"));
        await World.CreateAsync("App", "web", Spec);
        await World.CreateAsync("Note", "n", """{"text":"hi"}""");
        await World.UntilSettledAsync("app", "web");
        await World.UntilSettledAsync("note", "n");

        await UndefineAsync("apps");

        await UntilMissingAsync();
        await World.PatchAsync("Note", "n", """{"spec":{"text":"still here"}}""");
        await World.UntilAsync("the other box goes on", "ConfigMap", "n-note", map => (string?)map!["data"]!["text"] == "still here");
    }

    [Fact]
    public async Task A_deleted_CRD_is_missing_even_while_discovery_still_names_it()
    {
        await AppAsync("web");
        var discovered = (await World.Admin.GetPathAsync($"/apis/{World.Group}/v1", World.Token)).ToJsonString();
        World.Faults.After = (request, answer) =>
        {
            if (request.RequestUri!.AbsolutePath == $"/apis/{World.Group}/v1")
            {
                answer.StatusCode = System.Net.HttpStatusCode.OK;
                answer.Content = new StringContent(discovered, System.Text.Encoding.UTF8, "application/json");
            }

            return Task.CompletedTask;
        };

        await UndefineAsync("apps");
        await UntilMissingAsync();
        World.Faults.After = null;
        await World.DefineAsync("App");
        await World.CreateAsync("App", "again", Spec);

        await World.UntilSettledAsync("app", "again");
    }

    private async Task UndefineAsync(string plural)
    {
        var definitions = (await World.Admin.Discovery.FindAsync(new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"), World.Token))!;
        await World.Admin.DeleteAsync(definitions, new ObjectName(null, $"{plural}.{World.Group}"), DeleteOptions.Default, World.Token);
    }

    private Task<Grains.Interfaces.Fleet.BoxView?> UntilMissingAsync() => TestKit.Waiting.Eventually.Async(
        "the box of App is missing its CRD", async ct => await World.Fleet.FindBoxAsync("app", ct), box => box is { State: Grains.Interfaces.Fleet.BoxState.Missing, ResourceCount: 0 });
}

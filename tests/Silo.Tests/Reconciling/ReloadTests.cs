using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Definitions that change while an observer runs them, on whatever serves the Kubernetes API.</summary>
public abstract class ReloadTests : AppTests
{
    private static readonly string Edited = Katalogs.App.Replace("LEVEL: \"{{ .spec.level }}\"", "LEVEL: \"{{ .spec.level }}\", EDITED: \"yes\"", StringComparison.Ordinal);

    /// <summary>One pass at a time.</summary>
    private static readonly string OneByOne = Katalogs.App.Replace("workers: 3", "workers: 1", StringComparison.Ordinal);

    /// <summary>Repeats in a second ConfigMap what the first one became, which the definition before did not read.</summary>
    private static readonly string ReadsMore = Katalogs.App.Replace(
        "            deployments:",
        "              - name: \"{{ .metadata.name }}-copy\"\n                data: { uid: \"{{ (index .children.configmaps (printf \\\"%s-config\\\" .metadata.name)).metadata.uid }}\" }\n            deployments:",
        StringComparison.Ordinal);

    [Fact]
    public async Task An_edit_rolls_out_to_every_custom_resource_with_one_write_each_and_other_boxes_make_no_request()
    {
        await World.DefineAsync("App");
        await World.DefineAsync("Note");
        await World.StartAsync(Katalogs.Note);
        await World.CreateAsync("Note", "n", """{"text":"hi"}""");
        await World.UntilSettledAsync("note", "n");
        await World.ReplaceAsync(Katalogs.Note, Katalogs.App);
        var names = Enumerable.Range(0, 20).Select(i => $"a{i}").ToArray();
        foreach (var name in names)
            await World.CreateAsync("App", name, Spec);
        await World.UntilSettledAsync("app", names);
        await UntilAsync("app", box => box.CurrentCount == 20);
        var notes = (await World.Fleet.FindBoxAsync("note", World.Token))!;
        World.Mark();

        await World.ReplaceAsync(Katalogs.Note, Edited);
        var revision = (await World.LoadAsync(Edited)).Entries[0].Revision;
        var app = await UntilAsync("app", box => box.CurrentCount == 20 && box.Revision == revision);

        foreach (var name in names)
            ((string?)(await World.FindAsync("ConfigMap", $"{name}-config"))!["data"]!["EDITED"]).ShouldBe("yes");
        app.State.ShouldBe(BoxState.Healthy);
        app.ResourceCount.ShouldBe(20);
        // The CRD forgets the definition before, and remembers this one when it is worked off.
        await Eventually.Async("the definition is remembered", async _ => (await World.RequestsAsync()).Count(request => request.Resource == "customresourcedefinitions"), count => count == 2, cancellationToken: World.Token);
        (await World.RequestsAsync()).GroupBy(request => $"{request.Verb} {request.Resource}").Select(group => $"{group.Key} {group.Count()}").Order(StringComparer.Ordinal)
            .ShouldBe(["patch configmaps 20", "patch customresourcedefinitions 2"]);
        (await World.Fleet.FindBoxAsync("note", World.Token))!.TotalReconciles.ShouldBe(notes.TotalReconciles);
    }

    [Fact]
    public async Task What_is_the_same_makes_no_request_and_no_pass()
    {
        await AppAsync("web");
        var before = (await World.Fleet.FindBoxAsync("app", World.Token))!;
        World.Mark();

        await World.ReplaceAsync("# Looked at again.\n" + Katalogs.App);
        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");
        await World.UntilAsync("it still works", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "debug");
        await World.UntilSettledAsync("app", "web");

        (await World.RequestsAsync()).Select(request => $"{request.Verb} {request.Resource}").ShouldBe(["patch configmaps", "patch apps"]);
        (await World.Fleet.FindBoxAsync("app", World.Token))!.TotalReconciles.ShouldBe(before.TotalReconciles + 1);
    }

    [Fact]
    public async Task Keys_that_are_under_way_or_wait_while_a_definition_takes_over_are_not_lost()
    {
        await World.DefineAsync("App");
        await World.StartAsync(OneByOne);
        foreach (var name in new[] { "a", "b", "c" })
            await World.CreateAsync("App", name, Spec);
        await World.UntilSettledAsync("app", "a", "b", "c");
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        World.Faults.After = async (request, _) =>
        {
            if (request.Method != HttpMethod.Patch || !request.RequestUri!.AbsolutePath.EndsWith("/a-config", StringComparison.Ordinal))
                return;
            arrived.TrySetResult();
            await goOn.Task;
        };

        // The pass of a is under way, a itself changes once more, b waits, and c comes while the definition takes over.
        await World.PatchAsync("App", "a", """{"spec":{"level":"one"}}""");
        await arrived.Task.WaitAsync(World.Token);
        await World.PatchAsync("App", "a", """{"spec":{"level":"two"}}""");
        await World.PatchAsync("App", "b", """{"spec":{"level":"two"}}""");
        await World.ReplaceAsync(OneByOne.Replace("LEVEL: \"{{ .spec.level }}\"", "LEVEL: \"{{ .spec.level }}\", EDITED: \"yes\"", StringComparison.Ordinal));
        await World.PatchAsync("App", "c", """{"spec":{"level":"two"}}""");
        await World.CreateAsync("App", "d", Spec.Replace("info", "two", StringComparison.Ordinal));
        goOn.SetResult();

        foreach (var name in new[] { "a", "b", "c", "d" })
            await World.UntilAsync($"{name} is as wanted", "ConfigMap", $"{name}-config", map => (string?)map?["data"]!["LEVEL"] == "two" && (string?)map["data"]!["EDITED"] == "yes");
        await UntilAsync("app", box => box is { CurrentCount: 4, QueueDepth: 0, Processing: 0 });
    }

    [Fact]
    public async Task A_definition_that_reads_more_of_children_knows_it_before_its_first_pass()
    {
        await AppAsync("web");
        var uid = (string?)(await World.FindAsync("ConfigMap", "web-config"))!["metadata"]!["uid"];
        World.Mark();

        await World.ReplaceAsync(ReadsMore);

        var copy = await World.UntilAsync("the copy", "ConfigMap", "web-copy", map => map is not null);
        ((string?)copy!["data"]!["uid"]).ShouldBe(uid);
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).Count(request => request.Resource == "configmaps").ShouldBe(1);
    }

    [Fact]
    public async Task A_definition_whose_children_cannot_be_watched_does_not_take_over_and_says_so()
    {
        await AppAsync("web");
        World.Faults.Before = request =>
        {
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/api/v1/serviceaccounts")
                throw new IOException("nobody answers");
        };

        await World.ReplaceAsync(Katalogs.App.Replace("            services:", "            serviceAccounts: [ { name: \"{{ .metadata.name }}-sa\" } ]\n            services:", StringComparison.Ordinal));
        var box = await UntilAsync("app", seen => seen.Message.Contains("cannot take over", StringComparison.Ordinal));
        box.Message.ShouldContain("nobody answers");

        // The one before it goes on; and a newer one that can be opened does not wait for it.
        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");
        await World.UntilAsync("it still works", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "debug");
        await World.ReplaceAsync(Edited);
        await World.UntilAsync("the newer one works", "ConfigMap", "web-config", map => (string?)map!["data"]!["EDITED"] == "yes");
        (await UntilAsync("app", seen => seen.CurrentCount == 1)).Message.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_paused_custom_resource_is_counted_on_the_old_definition_until_it_goes_on()
    {
        await AppAsync("web");
        await World.CreateAsync("App", "still", Spec);
        await World.UntilSettledAsync("app", "web", "still");
        await World.PatchAsync("App", "still", """{"metadata":{"annotations":{"orkestra.orkspace.io/pause":"true"}}}""");
        await UntilSeenAsync("still", view => view.Paused is not null);

        await World.ReplaceAsync(Edited);
        await World.UntilAsync("the other is on the new one", "ConfigMap", "web-config", map => (string?)map!["data"]!["EDITED"] == "yes");
        await UntilAsync("app", box => box is { CurrentCount: 1, ResourceCount: 2, QueueDepth: 0, Processing: 0 });
        (await World.FindAsync("ConfigMap", "still-config"))!["data"]!["EDITED"].ShouldBeNull();

        await World.PatchAsync("App", "still", """{"metadata":{"annotations":{"orkestra.orkspace.io/pause":null}}}""");
        await UntilAsync("app", box => box.CurrentCount == 2);
    }

    [Fact]
    public async Task An_entry_that_is_gone_lets_go_of_its_custom_resources_and_leaves_their_children()
    {
        var abroad = await World.CreateAsync(await ClusterAsync());
        await using (abroad)
        {
            await World.DefineAsync("Kit");
            await World.DefineAsync("App");
            await World.StartAsync(Katalogs.KitWithMore);
            await World.CreateAsync("Kit", "k", $$"""{"text":"hi","abroad":"{{abroad.Namespace}}"}""");
            await World.UntilSettledAsync("kit", "k");
            (await World.FindAsync("Kit", "k"))!["metadata"]!["finalizers"].ShouldNotBeNull();
            await World.CreateAsync("App", "web", Spec);

            await World.ReplaceAsync(Katalogs.App);

            await World.UntilSettledAsync("app", "web");
            await World.UntilAsync("it lets go", "Kit", "k", kit => kit!["metadata"]!["finalizers"] is null);
            (await World.Fleet.FindBoxAsync("kit", World.Token)).ShouldBeNull();
            await World.DeleteAsync("Kit", "k");
            await World.UntilAsync("it can be deleted", "Kit", "k", kit => kit is null);
            (await abroad.FindAsync("ServiceAccount", "k-away")).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task An_entry_that_comes_back_keeps_its_finalizers()
    {
        var abroad = await World.CreateAsync(await ClusterAsync());
        await using (abroad)
        {
            await KitsAsync(abroad.Namespace, "k1", "k2", "k3");
            var (held, release) = (NewSignal(), NewSignal());
            World.Faults.After = (request, _) => request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.Contains("/kits/", StringComparison.Ordinal) && held.TrySetResult() ? release.Task : Task.CompletedTask;
            await World.ReplaceAsync(Katalogs.Note);
            await held.Task.WaitAsync(World.Token);

            await World.ReplaceAsync(Katalogs.KitWithMore);
            release.SetResult();

            await World.UntilSettledAsync("kit", "k1", "k2", "k3");
            foreach (var name in new[] { "k1", "k2", "k3" })
                (await World.FindAsync("Kit", name))!.Finalizers.ShouldNotBeEmpty(name);
        }
    }

    [Fact]
    public async Task What_is_refused_for_one_custom_resource_does_not_keep_the_finalizers_of_others()
    {
        var abroad = await World.CreateAsync(await ClusterAsync());
        await using (abroad)
        {
            await KitsAsync(abroad.Namespace, "k1", "k2", "k3");
            World.Faults.Refuse = request => request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.EndsWith("/kits/k1", StringComparison.Ordinal) ? (422, "Invalid", "not now") : null;

            await World.ReplaceAsync(Katalogs.Note);

            foreach (var name in new[] { "k2", "k3" })
                await World.UntilAsync($"{name} is let go", "Kit", name, kit => kit!.Finalizers.Count == 0);
            World.Faults.Refuse = null;
            await World.UntilAsync("k1 is let go", "Kit", "k1", kit => kit!.Finalizers.Count == 0);
        }
    }

    [Fact]
    public async Task A_box_that_watches_something_else_is_made_anew()
    {
        await World.DefineAsync("Half");
        await World.StartAsync(Katalogs.Halves);
        await World.CreateAsync($$$"""{"apiVersion":"{{{World.Group}}}/v1","kind":"Half","metadata":{"name":"l","namespace":"{{{World.Namespace}}}","labels":{"half":"left"} } }""");
        await World.UntilSettledAsync("left", "l");

        // They change sides.
        await World.ReplaceAsync(Katalogs.Halves.Replace("half=left", "half=x", StringComparison.Ordinal).Replace("half=right", "half=left", StringComparison.Ordinal).Replace("half=x", "half=right", StringComparison.Ordinal));

        await World.UntilAsync("it is the other's", "ConfigMap", "l-half", map => (string?)map!["data"]!["half"] == "right");
        await World.UntilSettledAsync("right", "l");
        (await World.Fleet.FindBoxAsync("left", World.Token))!.ResourceCount.ShouldBe(0);
    }

    private async Task KitsAsync(string abroad, params string[] names)
    {
        await World.DefineAsync("Kit");
        await World.DefineAsync("Note");
        await World.StartAsync(Katalogs.KitWithMore);
        foreach (var name in names)
            await World.CreateAsync("Kit", name, $$"""{"text":"hi","abroad":"{{abroad}}"}""");
        await World.UntilSettledAsync("kit", names);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<BoxView> UntilAsync(string name, Func<BoxView, bool> wanted) =>
        (await Eventually.Async($"{name} is as wanted", async ct => await World.Fleet.FindBoxAsync(name, ct), box => box is not null && wanted(box), TimeSpan.FromSeconds(60), World.Token))!;
}

using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What an observer does for one custom resource, on whatever serves the Kubernetes API.</summary>
public abstract class ReconcileTests : WorldTests
{
    private const string Spec = """{"image":"nginx:1.27","replicas":0,"level":"info"}""";

    [Fact]
    public async Task A_new_resource_gets_its_children_and_its_status()
    {
        await AppAsync("web");

        var deployment = (await World.FindAsync("Deployment", "web"))!;
        ((int?)deployment["spec"]!["replicas"]).ShouldBe(0);
        ((string?)deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]).ShouldBe("nginx:1.27");
        deployment.ControllerReference!.Name.ShouldBe("web");
        deployment.Label("orkestra.orkspace.io/managed").ShouldBe("true");
        var podLabels = deployment["spec"]!["template"]!["metadata"]!["labels"]!.AsObject().Select(label => label.Key).ToList();
        podLabels.ShouldNotContain("orkestra.orkspace.io/managed", "stamps are never on a pod template");
        podLabels.ShouldNotContain("orkestra.orkspace.io/owner");
        ((string?)(await World.FindAsync("ConfigMap", "web-config"))!["data"]!["LEVEL"]).ShouldBe("info");
        (await World.FindAsync("Service", "web-svc")).ShouldNotBeNull();

        var app = (await World.FindAsync("App", "web"))!;
        ((string?)app["status"]!["phase"]).ShouldBe("Running");
        ((long?)app["status"]!["observedGeneration"]).ShouldBe(1);
        Condition(app, "Reconciled").ShouldBe("True");
        Condition(app, "Ready").ShouldBe("False", "no controller has made the Deployment ready");
        app.Finalizers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_resource_with_three_children_costs_four_writes_and_no_read()
    {
        await AppAsync("web");

        var requests = (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).ToList();
        requests.Select(request => request.ToString()).ShouldBe(
        [
            $"patch configmaps {World.Namespace}/web-config 201",
            $"patch deployments {World.Namespace}/web 201",
            $"patch services {World.Namespace}/web-svc 201",
            $"patch apps/status {World.Namespace}/web 200",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task A_child_in_another_namespace_costs_one_more_write_for_the_finalizer_and_is_deleted_with_its_owner()
    {
        var other = await World.CreateAsync(await ClusterAsync());
        await using var _ = other;
        await World.DefineAsync("Trip");
        await World.StartAsync(Katalogs.Abroad);
        await World.CreateAsync("Trip", "rome", $$"""{"abroad":"{{other.Namespace}}"}""");
        await World.UntilSettledAsync("trip", "rome");

        (await World.FindAsync("Trip", "rome"))!.Finalizers.ShouldBe(["orkestra.orkspace.io/cleanup"]);
        (await other.FindAsync("ConfigMap", "rome-away"))!.ControllerReference.ShouldBeNull();
        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace) || request.IsIn(other.Namespace)).ShouldBe(4);

        await World.DeleteAsync("Trip", "rome");
        await World.UntilAsync("the trip is gone", "Trip", "rome", trip => trip is null);
        (await other.FindAsync("ConfigMap", "rome-away")).ShouldBeNull();
    }

    [Fact]
    public async Task A_changed_resource_changes_only_the_child_that_differs()
    {
        await AppAsync("web");
        World.Mark();

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        await World.UntilAsync("the ConfigMap says debug", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "debug");
        await World.UntilSettledAsync("app", "web");
        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => $"{request.Verb} {request.Resource}/{request.Subresource}")
            .ShouldBe(["patch configmaps/", "patch apps/status"]);
        ((string?)(await World.FindAsync("App", "web"))!["status"]!["level"]).ShouldBe("debug");
    }

    [Fact]
    public async Task A_deleted_resource_takes_its_children_along()
    {
        await AppAsync("web");

        await World.DeleteAsync("App", "web");

        await World.UntilAsync("the Deployment is collected", "Deployment", "web", found => found is null, TimeSpan.FromSeconds(60));
        await World.UntilAsync("the ConfigMap is collected", "ConfigMap", "web-config", found => found is null);
        await World.UntilAsync("the Service is collected", "Service", "web-svc", found => found is null);
    }

    [Fact]
    public async Task A_resource_made_again_under_its_old_name_waits_for_the_old_children_and_gets_new_ones()
    {
        await AppAsync("web");
        var old = (await World.FindAsync("ConfigMap", "web-config"))!;
        await World.PatchAsync("ConfigMap", "web-config", """{"metadata":{"finalizers":["test.orkestra/hold"]}}""");

        await World.DeleteAsync("App", "web");
        await World.UntilAsync("the App is gone", "App", "web", found => found is null);
        var again = await World.CreateAsync("App", "web", Spec);
        await World.UntilAsync("the old ConfigMap is being deleted", "ConfigMap", "web-config", map => map?.DeletionTimestamp is not null, TimeSpan.FromSeconds(60));
        await World.UntilAsync("the new App says what it waits for", "App", "web", app => Reason(app!, "Reconciled") == "WaitingForDeletion");
        await World.PatchAsync("ConfigMap", "web-config", """{"metadata":{"finalizers":null}}""");

        await World.UntilAsync("a new ConfigMap under the new App", "ConfigMap", "web-config", map => map?.ControllerReference?.Uid == again.Uid, TimeSpan.FromSeconds(60));
        (await World.FindAsync("ConfigMap", "web-config"))!.Uid.ShouldNotBe(old.Uid);
        await World.UntilSettledAsync("app", "web");
        foreach (var kind in new[] { "Deployment", "Service" })
            (await World.ListAsync(kind)).Select(child => child.ControllerReference!.Uid).ShouldBe([again.Uid]);
    }

    [Fact]
    public async Task A_deleted_child_is_made_again()
    {
        await AppAsync("web");
        var before = (await World.FindAsync("ConfigMap", "web-config"))!.Uid;

        await World.DeleteAsync("ConfigMap", "web-config");

        await World.UntilAsync("a new ConfigMap", "ConfigMap", "web-config", map => map is not null && map.Uid != before);
    }

    [Fact]
    public async Task An_edited_child_is_put_right()
    {
        await AppAsync("web");

        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"LEVEL":"trace"}}""");

        await World.UntilAsync("the ConfigMap says info again", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "info");
    }

    [Fact]
    public async Task A_child_whose_labels_were_taken_off_gets_them_back()
    {
        await AppAsync("web");
        var before = (await World.FindAsync("ConfigMap", "web-config"))!.Uid;

        await World.PatchAsync("ConfigMap", "web-config", """{"metadata":{"labels":null}}""");

        await World.UntilAsync("the ConfigMap is labelled again", "ConfigMap", "web-config", map => map!.Label("orkestra.orkspace.io/managed") == "true");
        (await World.FindAsync("ConfigMap", "web-config"))!.Uid.ShouldBe(before);
        await World.UntilSettledAsync("app", "web");
    }

    [Fact]
    public async Task A_scaled_child_is_scaled_back()
    {
        await AppAsync("web");

        await World.PatchAsync("Deployment", "web", """{"spec":{"replicas":3}}""", subresource: "scale");

        await World.UntilAsync("zero replicas again", "Deployment", "web", deployment => (int?)deployment!["spec"]!["replicas"] == 0);
    }

    [Fact]
    public async Task A_field_that_somebody_else_set_survives()
    {
        await AppAsync("web");
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"FOREIGN":"mine"},"metadata":{"annotations":{"somebody/note":"keep"}}}""");

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        var map = await World.UntilAsync("the ConfigMap says debug", "ConfigMap", "web-config", found => (string?)found!["data"]!["LEVEL"] == "debug");
        ((string?)map!["data"]!["FOREIGN"]).ShouldBe("mine");
        map.Annotation("somebody/note").ShouldBe("keep");
    }

    [Theory]
    [InlineData("""{"LEVEL":"other"}""")]
    [InlineData("""{"LEVEL":"info"}""")]
    [InlineData("""{"DIFFERENT":"key"}""")]
    public async Task An_object_that_belongs_to_somebody_else_is_left_as_it_was_and_the_resource_says_why(string data)
    {
        var foreign = await World.CreateAsync(
            $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web-config","namespace":"{{{World.Namespace}}}"},"data":{{{data}}}}""");
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", "web", Spec);

        var app = await World.UntilAsync("the App says why", "App", "web", found => Reason(found!, "Reconciled") == "ChildBelongsToOther");

        World.Mark();
        await TestKit.Waiting.Eventually.Async("it was tried again", async ct => (await World.Fleet.ListResourcesAsync("app", ct))[0].Errors, errors => errors >= 3, cancellationToken: World.Token);
        (await World.WritesAsync()).Where(request => request.Resource == "configmaps").ShouldBeEmpty("what is known to be foreign is looked at, not written to");
        Message(app!, "Reconciled").ShouldContain("web-config");
        Message(app!, "Reconciled").ShouldContain("somebody");
        Condition(app!, "Ready").ShouldBe("False");
        var left = (await World.FindAsync("ConfigMap", "web-config"))!;
        left.Uid.ShouldBe(foreign.Uid);
        left.ResourceVersion.ShouldBe(foreign.ResourceVersion, "nothing was ever written to it, not even to be taken back");
        JsonNode.DeepEquals(left["data"], foreign["data"]).ShouldBeTrue(left.ToJsonString());
        left.Labels.ShouldBeNull(left.ToJsonString());
        left.OwnerReferences.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_made_in_place_of_a_child_while_nobody_looked_is_left_alone()
    {
        await AppAsync("web");
        BlindFor("configmaps");
        await World.DeleteAsync("ConfigMap", "web-config");
        var foreign = await World.CreateAsync(
            $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web-config","namespace":"{{{World.Namespace}}}"},"data":{"LEVEL":"theirs"}}""");

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        await World.UntilAsync("the App says why", "App", "web", found => Reason(found!, "Reconciled") == "ChildBelongsToOther");
        (await World.FindAsync("ConfigMap", "web-config"))!.ResourceVersion.ShouldBe(foreign.ResourceVersion);
    }

    [Fact]
    public async Task A_child_that_went_while_nobody_looked_is_made_again_in_the_pass_that_needs_it()
    {
        await AppAsync("web");
        BlindFor("configmaps");
        await World.DeleteAsync("ConfigMap", "web-config");
        World.Mark();

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        var map = await World.UntilAsync("the ConfigMap is back", "ConfigMap", "web-config", found => (string?)found?["data"]!["LEVEL"] == "debug");
        (await World.RequestsAsync()).Where(request => request.Resource == "configmaps").Select(request => $"{request.Verb} {request.StatusCode}").ShouldBe(["patch 409", "patch 201"]);
        OwnedMetadata(map!).ShouldNotContain("f:uid");
        await World.UntilSettledAsync("app", "web");
    }

    [Fact]
    public async Task An_object_that_only_carries_the_labels_of_a_child_is_left_alone()
    {
        await AppAsync("web");
        var labels = (await World.FindAsync("ConfigMap", "web-config"))!["metadata"]!["labels"]!.ToJsonString();
        await World.StopAsync();
        await World.DeleteAsync("ConfigMap", "web-config");
        var foreign = await World.CreateAsync(
            $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web-config","namespace":"{{{World.Namespace}}}","labels":{{{labels}}}},"data":{"LEVEL":"theirs"}}""");

        await World.StartAsync(Katalogs.App);

        await World.UntilAsync("the App says why", "App", "web", found => Reason(found!, "Reconciled") == "ChildBelongsToOther");
        (await World.FindAsync("ConfigMap", "web-config"))!.ResourceVersion.ShouldBe(foreign.ResourceVersion);
    }

    [Fact]
    public async Task A_child_that_is_made_once_keeps_what_became_of_it_also_when_its_labels_were_taken_off()
    {
        await World.DefineAsync("Seed");
        await World.StartAsync(Katalogs.Seed);
        await World.CreateAsync("Seed", "s", """{"text":"first"}""");
        await World.UntilSettledAsync("seed", "s");
        await World.PatchAsync("ConfigMap", "s-seed", """{"data":{"text":"grown"},"metadata":{"labels":null}}""");
        await World.StopAsync();

        await World.StartAsync(Katalogs.Seed);
        await World.UntilSettledAsync("seed", "s");

        ((string?)(await World.FindAsync("ConfigMap", "s-seed"))!["data"]!["text"]).ShouldBe("grown");
    }

    [Fact]
    public async Task An_object_that_goes_over_to_another_box_is_that_boxs_from_then_on()
    {
        await World.DefineAsync("Half");
        await World.StartAsync(Katalogs.Halves);
        await World.CreateAsync($$$"""{"apiVersion":"{{{World.Group}}}/v1","kind":"Half","metadata":{"name":"h","namespace":"{{{World.Namespace}}}","labels":{"half":"left"}},"spec":{}}""");
        await World.UntilSettledAsync("left", "h");
        foreach (var half in new[] { "right", "left", "right", "left", "right", "left" })
        {
            await World.PatchAsync("Half", "h", $$$$"""{"metadata":{"labels":{"half":"{{{{half}}}}"}}}""");
            await World.UntilAsync($"the child is of the {half} box", "ConfigMap", "h-half", map => (string?)map!["data"]!["half"] == half);
            await World.UntilSettledAsync(half, "h");
            await World.PatchAsync("ConfigMap", "h-half", """{"data":{"half":"broken"}}""");
            await World.UntilAsync($"the {half} box repairs it", "ConfigMap", "h-half", map => (string?)map!["data"]!["half"] == half);
        }
    }

    [Fact]
    public async Task The_finalizer_goes_when_no_child_needs_it_any_more()
    {
        var other = await World.CreateAsync(await ClusterAsync());
        await using var _ = other;
        await World.DefineAsync("Trip");
        await World.StartAsync(Katalogs.Abroad);
        await World.CreateAsync("Trip", "rome", $$"""{"abroad":"{{other.Namespace}}"}""");
        await World.UntilSettledAsync("trip", "rome");

        await World.PatchAsync("Trip", "rome", $$$"""{"spec":{"abroad":"{{{World.Namespace}}}"}}""");

        await World.UntilAsync("the finalizer is gone", "Trip", "rome", trip => trip!.Finalizers.Count == 0);
        (await other.FindAsync("ConfigMap", "rome-away")).ShouldBeNull();
        (await World.FindAsync("ConfigMap", "rome-away"))!.ControllerReference!.Name.ShouldBe("rome");
    }

    [Fact]
    public async Task A_second_apply_names_the_uid_of_its_child_and_owns_it_not()
    {
        await AppAsync("web");

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        var map = await World.UntilAsync("the ConfigMap says debug", "ConfigMap", "web-config", found => (string?)found!["data"]!["LEVEL"] == "debug");
        OwnedMetadata(map!).ShouldBe(["f:annotations", "f:labels", "f:ownerReferences"], ignoreOrder: true);
    }

    [Fact]
    public async Task Resync_now_compares_every_child_at_once_and_writes_nothing_where_all_is_as_it_should_be()
    {
        await AppAsync("web");
        var passes = (await World.Fleet.ListResourcesAsync("app", World.Token))[0].Passes;
        World.Mark();

        await World.PatchAsync("App", "web", """{"metadata":{"annotations":{"orkestra.orkspace.io/resync-now":"1"}}}""");

        await TestKit.Waiting.Eventually.Async("a pass ran", async ct => (await World.Fleet.ListResourcesAsync("app", ct))[0].Passes, count => count > passes, cancellationToken: World.Token);
        await World.UntilSettledAsync("app", "web");
        (await World.RequestsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Resync_now_repairs_at_once_what_waits_for_its_next_try()
    {
        var clock = new TestKit.Time.FakeClock(DateTimeOffset.UtcNow);
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App, clock);
        await World.CreateAsync("App", "web", Spec);
        await World.UntilSettledAsync("app", "web");
        World.Faults.Before = request =>
        {
            if (request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.EndsWith("/web-config", StringComparison.Ordinal))
                throw new IOException("not now");
        };
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"LEVEL":"trace"}}""");
        await TestKit.Waiting.Eventually.Async("the repair waits, and the clock stands still", async ct => (await World.Fleet.FindBoxAsync("app", ct))!.Delayed, delayed => delayed == 1, cancellationToken: World.Token);
        World.Faults.Before = null;

        await World.PatchAsync("App", "web", """{"metadata":{"annotations":{"orkestra.orkspace.io/resync-now":"2"}}}""");

        await World.UntilAsync("the ConfigMap says info again", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "info");
    }

    [Fact]
    public async Task Without_a_status_subresource_the_status_goes_to_the_resource_itself()
    {
        await World.DefineAsync("App", statusSubresource: false);
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", "web", Spec);
        await World.UntilSettledAsync("app", "web");

        var app = await World.UntilAsync("a status", "App", "web", found => found!["status"] is not null);

        ((string?)app!["status"]!["phase"]).ShouldBe("Running");
        (await World.FindAsync("ConfigMap", "web-config")).ShouldNotBeNull();
        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"again":"1"}}}""");
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).Count(request => request.Resource == "apps").ShouldBe(1, "a status write raises the generation here, and must not call for the next one");
    }

    [Fact]
    public async Task A_copy_that_somebody_made_of_a_child_is_never_deleted()
    {
        await AppAsync("web");
        var copy = (await World.FindAsync("ConfigMap", "web-config"))!;
        copy["metadata"] = new JsonObject
        {
            ["name"] = "web-config-backup",
            ["namespace"] = World.Namespace,
            ["labels"] = copy["metadata"]!["labels"]!.DeepClone(),
            ["annotations"] = copy["metadata"]!["annotations"]!.DeepClone(),
        };
        await World.CreateAsync(copy.ToJsonString());

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        await World.UntilAsync("the child says debug", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "debug");
        await World.UntilSettledAsync("app", "web");
        (await World.FindAsync("ConfigMap", "web-config-backup")).ShouldNotBeNull();
        (await World.WritesAsync()).ShouldNotContain(request => request.Verb == "delete");
    }

    [Fact]
    public async Task A_resource_that_is_deleted_with_orphan_leaves_all_its_children()
    {
        var other = await World.CreateAsync(await ClusterAsync());
        await using var _ = other;
        await World.DefineAsync("Trip");
        await World.StartAsync(Katalogs.Abroad);
        await World.CreateAsync("Trip", "rome", $$"""{"abroad":"{{other.Namespace}}"}""");
        await World.UntilSettledAsync("trip", "rome");

        await World.DeleteAsync("Trip", "rome", PropagationPolicy.Orphan);

        await World.UntilAsync("the trip is gone", "Trip", "rome", trip => trip is null, TimeSpan.FromSeconds(90));
        (await World.FindAsync("ConfigMap", "rome-home")).ShouldNotBeNull();
        (await other.FindAsync("ConfigMap", "rome-away")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_schema_that_keeps_no_status_gets_none_and_nothing_is_tried_again()
    {
        await World.DefineAsync(
            "App", """{"type":"object","properties":{"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}""", statusSubresource: false);
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", "web", Spec);
        await World.UntilSettledAsync("app", "web");

        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(3);
        (await World.FindAsync("App", "web"))!["status"].ShouldBeNull();
        (await World.Fleet.FindBoxAsync("app", World.Token))!.Message.ShouldContain("keeps no status");
    }

    [Fact]
    public async Task A_status_field_that_the_schema_does_not_keep_is_not_asked_for_again()
    {
        await World.DefineAsync("App", """
            {"type":"object","properties":{"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
             "status":{"type":"object","properties":{"phase":{"type":"string"}}}}}
            """);
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", "web", Spec);
        await World.UntilSettledAsync("app", "web");
        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"again":"1"}}}""");
        await World.UntilSettledAsync("app", "web");

        (await World.WritesAsync()).Count(request => request.Subresource == "status").ShouldBe(1);
        (await World.FindAsync("App", "web"))!["status"]!.ToJsonString().ShouldBe("""{"phase":"Running"}""");
    }

    [Fact]
    public async Task A_condition_of_somebody_else_is_kept_and_transition_times_move_only_on_a_change()
    {
        await AppAsync("web");
        var before = (await World.FindAsync("App", "web"))!;
        var conditions = (JsonArray)before["status"]!["conditions"]!.DeepClone();
        conditions.Add(JsonNode.Parse("""{"type":"Audited","status":"True","reason":"Fine","message":"","lastTransitionTime":"2020-01-01T00:00:00Z"}"""));
        await World.PatchAsync("App", "web", $$$"""{"status":{"conditions":{{{conditions.ToJsonString()}}}}}""", subresource: "status");

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        var app = await World.UntilAsync("generation 2 is observed", "App", "web", found => (long?)found!["status"]!["observedGeneration"] == 2);
        Condition(app!, "Audited").ShouldBe("True");
        Entry(app!, "Reconciled")!["lastTransitionTime"]!.ToString().ShouldBe(Entry(before, "Reconciled")!["lastTransitionTime"]!.ToString());
    }

    [Fact]
    public async Task A_child_that_no_entry_yields_any_more_is_pruned_and_one_that_is_switched_off_stays_unless_it_says_prune()
    {
        await World.DefineAsync("Note");
        await World.StartAsync(Katalogs.Note);
        await World.CreateAsync("Note", "n", """{"text":"hi","parts":["a","b"],"kept":true}""");
        await World.UntilSettledAsync("note", "n");
        (await World.ListAsync("ConfigMap")).Select(map => map.Name).Where(name => name.StartsWith("n-", StringComparison.Ordinal)).ShouldBe(["n-a", "n-b", "n-kept", "n-note", "n-pruned"], ignoreOrder: true);

        await World.PatchAsync("Note", "n", """{"spec":{"parts":["b"],"kept":false}}""");

        await World.UntilAsync("part a is pruned", "ConfigMap", "n-a", found => found is null);
        await World.UntilAsync("the switched-off entry with prune is pruned", "ConfigMap", "n-pruned", found => found is null);
        await World.UntilSettledAsync("note", "n");
        (await World.FindAsync("ConfigMap", "n-kept")).ShouldNotBeNull();
        (await World.FindAsync("ConfigMap", "n-b")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_state_machine_steps_through_its_phases_without_waiting_for_a_resync()
    {
        await World.DefineAsync("Machine");
        await World.StartAsync(Katalogs.Machine);
        await World.CreateAsync("Machine", "m", "{}");

        await World.UntilAsync("the third phase", "Machine", "m", found => (string?)found!["status"]?["phase"] == "Third", TimeSpan.FromSeconds(10));
        (await World.FindAsync("ConfigMap", "m-second")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_child_that_reads_another_one_follows_it_without_an_event()
    {
        await World.DefineAsync("Chain");
        await World.StartAsync(Katalogs.Chain);
        await World.CreateAsync("Chain", "c", """{"text":"hi"}""");
        await World.UntilSettledAsync("chain", "c");

        var first = (await World.FindAsync("ConfigMap", "c-a"))!;
        await World.UntilAsync("the second knows the first", "ConfigMap", "c-b", map => (string?)map!["data"]?["uid"] == first.Uid, TimeSpan.FromSeconds(10));
        await World.UntilSettledAsync("chain", "c");
        (await World.WritesAsync()).Count(request => request.Resource == "configmaps").ShouldBe(3);
    }

    [Fact]
    public async Task A_resource_that_passes_by_time_found_settled_still_follows_every_change()
    {
        await World.DefineAsync("Clock");
        await World.StartAsync(Katalogs.Clock);
        await World.CreateAsync("Clock", "c", """{"text":"hi"}""");
        var passes = await PassesAsync(3);
        World.Mark();
        await PassesAsync(passes + 3);
        (await World.RequestsAsync()).ShouldBeEmpty();

        await World.PatchAsync("ConfigMap", "c-map", """{"data":{"text":"edited"}}""");
        await World.UntilAsync("the edit is undone", "ConfigMap", "c-map", map => (string?)map!["data"]!["text"] == "hi");
        await World.DeleteAsync("ConfigMap", "c-map");
        await World.UntilAsync("the child is back", "ConfigMap", "c-map", map => map is not null);
        await World.PatchAsync("Clock", "c", """{"spec":{"text":"new"}}""");
        await World.UntilAsync("the child follows", "ConfigMap", "c-map", map => (string?)map!["data"]!["text"] == "new");
        await World.UntilAsync("the status follows", "Clock", "c", clock => (string?)clock!["status"]!["text"] == "new");

        async Task<int> PassesAsync(int wanted) => (await TestKit.Waiting.Eventually.Async(
            $"{wanted} passes", async ct => (await World.Fleet.ListResourcesAsync("clock", ct)).Sum(view => view.Passes), count => count >= wanted, cancellationToken: World.Token));
    }

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

    private static JsonObject? Entry(JsonObject obj, string type) =>
        (obj["status"]?["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(condition => (string?)condition["type"] == type);

    private static IEnumerable<string> OwnedMetadata(JsonObject obj) =>
        obj["metadata"]!["managedFields"]!.AsArray().Where(entry => (string?)entry!["manager"] == "orkestra-runtime").SelectMany(entry => entry!["fieldsV1"]!["f:metadata"]!.AsObject().Select(field => field.Key));

    private static string? Condition(JsonObject obj, string type) => (string?)Entry(obj, type)?["status"];

    private static string? Reason(JsonObject obj, string type) => (string?)Entry(obj, type)?["reason"];

    private static string Message(JsonObject obj, string type) => (string?)Entry(obj, type)?["message"] ?? "";

    /// <summary>The watch of a child kind is cut and stays away; everything else goes on.</summary>
    private void BlindFor(string plural)
    {
        World.Faults.Before = request =>
        {
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == $"/api/v1/{plural}")
                throw new IOException("nobody answers");
        };
        World.Faults.CutWatches(gone: false);
    }

    private async Task UndefineAsync(string plural)
    {
        var definitions = (await World.Admin.Discovery.FindAsync(new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"), World.Token))!;
        await World.Admin.DeleteAsync(definitions, new ObjectName(null, $"{plural}.{World.Group}"), DeleteOptions.Default, World.Token);
    }

    private Task<Grains.Interfaces.Fleet.BoxView?> UntilMissingAsync() => TestKit.Waiting.Eventually.Async(
        "the box of App is missing its CRD", async ct => await World.Fleet.FindBoxAsync("app", ct), box => box is { State: Grains.Interfaces.Fleet.BoxState.Missing, ResourceCount: 0 });

    private async Task AppAsync(string name)
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", name, Spec);
        await World.UntilSettledAsync("app", name);
    }
}

using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>A custom resource and its children from its creation to its deletion, on whatever serves the Kubernetes API.</summary>
public abstract class LifecycleTests : AppTests
{
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
        app.ConditionStatus("Reconciled").ShouldBe("True");
        app.ConditionStatus("Ready").ShouldBe("False", "no controller has made the Deployment ready");
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
        await TripAsync(other.Namespace);

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
        await World.UntilAsync("the new App says what it waits for", "App", "web", app => app!.ConditionReason("Reconciled") == "WaitingForDeletion");
        await World.PatchAsync("ConfigMap", "web-config", """{"metadata":{"finalizers":null}}""");

        await World.UntilAsync("a new ConfigMap under the new App", "ConfigMap", "web-config", map => map?.ControllerReference?.Uid == again.Uid, TimeSpan.FromSeconds(60));
        (await World.FindAsync("ConfigMap", "web-config"))!.Uid.ShouldNotBe(old.Uid);
        await World.UntilSettledAsync("app", "web");
        foreach (var kind in new[] { "Deployment", "Service" })
            (await World.ListAsync(kind)).Select(child => child.ControllerReference!.Uid).ShouldBe([again.Uid]);
    }

    [Fact]
    public async Task The_finalizer_goes_when_no_child_needs_it_any_more()
    {
        var other = await World.CreateAsync(await ClusterAsync());
        await using var _ = other;
        await TripAsync(other.Namespace);

        await World.PatchAsync("Trip", "rome", $$$"""{"spec":{"abroad":"{{{World.Namespace}}}"}}""");

        await World.UntilAsync("the finalizer is gone", "Trip", "rome", trip => trip!.Finalizers.Count == 0);
        (await other.FindAsync("ConfigMap", "rome-away")).ShouldBeNull();
        (await World.FindAsync("ConfigMap", "rome-away"))!.ControllerReference!.Name.ShouldBe("rome");
    }

    [Fact]
    public async Task A_resource_that_is_deleted_with_orphan_leaves_all_its_children()
    {
        var other = await World.CreateAsync(await ClusterAsync());
        await using var _ = other;
        await TripAsync(other.Namespace);

        await World.DeleteAsync("Trip", "rome", PropagationPolicy.Orphan);

        await World.UntilAsync("the trip is gone", "Trip", "rome", trip => trip is null, TimeSpan.FromSeconds(90));
        (await World.FindAsync("ConfigMap", "rome-home")).ShouldNotBeNull();
        (await other.FindAsync("ConfigMap", "rome-away")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_child_that_is_let_go_before_the_deletion_is_known_is_not_taken_back()
    {
        var other = await World.CreateAsync(await ClusterAsync());
        await using var _ = other;
        await TripAsync(other.Namespace);
        var passes = (await World.Fleet.FindBoxAsync("trip", World.Token))!.TotalReconciles;
        var held = World.Faults.HoldWatch("trips");

        await World.DeleteAsync("Trip", "rome", PropagationPolicy.Orphan);
        await Eventually.Async("a pass has seen the child without its owner", async ct => await World.Fleet.FindBoxAsync("trip", ct), box => box!.TotalReconciles > passes, cancellationToken: World.Token);
        (await World.FindAsync("ConfigMap", "rome-home"))!.ControllerReference.ShouldBeNull();
        held.SetResult();

        await World.UntilAsync("the trip is gone", "Trip", "rome", trip => trip is null, TimeSpan.FromSeconds(90));
        (await World.FindAsync("ConfigMap", "rome-home")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_child_that_somebody_takes_away_from_its_living_owner_is_taken_back()
    {
        await AppAsync("web");

        await World.PatchAsync("ConfigMap", "web-config", """{"metadata":{"ownerReferences":null}}""");

        await World.UntilAsync("the owner reference is back", "ConfigMap", "web-config", map => map?.ControllerReference?.Name == "web");
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

    /// <summary>A custom resource with a child in another namespace, done.</summary>
    private async Task TripAsync(string abroad)
    {
        await World.DefineAsync("Trip");
        await World.StartAsync(Katalogs.Abroad);
        await World.CreateAsync("Trip", "rome", $$"""{"abroad":"{{abroad}}"}""");
        await World.UntilSettledAsync("trip", "rome");
    }
}

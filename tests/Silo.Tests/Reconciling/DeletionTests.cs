using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What happens between the wish to delete a custom resource and its end, on whatever serves the Kubernetes API.</summary>
public abstract class DeletionTests : WorldTests
{
    private const string Shop = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              apiTypes: { group: GROUP, version: v1, kind: Shop, plural: shops }
              operatorBox:
                reconcile:
                  onReconcile:
                    configMaps:
                      - { name: "{{ .metadata.name }}-front", data: { a: b } }
                      - { name: "{{ .metadata.name }}-data", data: { a: b } }
                      - { name: "{{ .metadata.name }}-rest", data: { a: b } }
                  onDelete:
                    ordered: true
                    timeout: TIMEOUT
                    jobs:
                      - { name: "{{ .metadata.name }}-backup", image: backup:1, args: [ "{{ .spec.target }}" ] }
                    groups:
                      - { name: front, configMaps: [ { name: "{{ .metadata.name }}-front" } ] }
                      - { name: data, configMaps: [ { name: "{{ .metadata.name }}-data" } ] }
        """;

    [Fact]
    public async Task Objects_come_first_then_groups_go_one_after_the_other_and_then_the_finalizer()
    {
        await ShopAsync("5m");
        await HoldAsync("one-front", "one-data");
        await World.DeleteAsync("Shop", "one");

        var job = (await World.UntilAsync("the backup job", "Job", "one-backup", found => found is not null))!;
        ((string?)job["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]![0]).ShouldBe("bucket");
        job.OwnerReferences.ShouldBeEmpty();
        await UntilMessageAsync("Job*one-backup to end");
        (await World.FindAsync("ConfigMap", "one-front"))!.DeletionTimestamp.ShouldBeNull();

        await EndJobAsync("one-backup");
        await World.UntilAsync("the front goes", "ConfigMap", "one-front", map => map!.DeletionTimestamp is not null);
        await UntilMessageAsync("front: ConfigMap*one-front to go");
        (await World.FindAsync("ConfigMap", "one-data"))!.DeletionTimestamp.ShouldBeNull();

        await LetGoAsync("one-front");
        await World.UntilAsync("the data goes", "ConfigMap", "one-data", map => map!.DeletionTimestamp is not null);
        (await World.FindAsync("Shop", "one")).ShouldNotBeNull();

        await LetGoAsync("one-data");
        await World.UntilAsync("the shop is gone", "Shop", "one", shop => shop is null, TimeSpan.FromSeconds(60));
        await World.UntilAsync("its job goes with it", "Job", "one-backup", found => found is null);
        await World.UntilAsync("and what no group names", "ConfigMap", "one-rest", map => map is null, TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_was_and_makes_no_object_twice()
    {
        await ShopAsync("5m");
        await HoldAsync("one-front");
        await World.DeleteAsync("Shop", "one");
        await World.UntilAsync("the backup job", "Job", "one-backup", found => found is not null);
        await EndJobAsync("one-backup");
        await World.UntilAsync("the front goes", "ConfigMap", "one-front", map => map!.DeletionTimestamp is not null);
        await World.StopAsync();
        await World.DeleteAsync("Job", "one-backup");

        await World.StartAsync(Shop.Replace("TIMEOUT", "5m", StringComparison.Ordinal));
        await LetGoAsync("one-front");

        await World.UntilAsync("the shop is gone", "Shop", "one", shop => shop is null, TimeSpan.FromSeconds(60));
        (await World.WritesAsync()).ShouldNotContain(request => request.Resource == "jobs" && request.Verb == "patch");
    }

    [Fact]
    public async Task When_it_takes_too_long_the_finalizer_stays_and_the_resource_says_why_and_it_goes_on_when_it_can()
    {
        await ShopAsync("1s");
        await HoldAsync("one-front");
        await World.DeleteAsync("Shop", "one");
        await World.UntilAsync("the backup job", "Job", "one-backup", found => found is not null);
        await EndJobAsync("one-backup");

        var shop = (await World.UntilAsync("the shop says that it is late", "Shop", "one", found => found!.ConditionReason("Stalled") == "DeletionTimedOut", TimeSpan.FromSeconds(60)))!;
        shop.ConditionMessage("Stalled").ShouldStartWith("not done in time: ");
        shop.Finalizers.ShouldContain("orkestra.orkspace.io/cleanup");

        await LetGoAsync("one-front");
        await World.UntilAsync("the shop is gone", "Shop", "one", found => found is null, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task What_cannot_be_rendered_at_deletion_holds_it_up_and_is_told()
    {
        await World.DefineAsync("Shop");
        await World.StartAsync(Shop.Replace("TIMEOUT", "5m", StringComparison.Ordinal).Replace("-backup\"", "-{{ .spec.suffix }}\"", StringComparison.Ordinal));
        await World.CreateAsync("Shop", "one", """{"target":"bucket","suffix":"No_Name"}""");
        await World.UntilSettledAsync("shop", "one");
        await World.DeleteAsync("Shop", "one");

        await World.UntilAsync("the shop says it", "Shop", "one", found => found!.ConditionReason("Stalled") == "RenderError");
        await Eventually.Async("an event says it", async _ => (await World.EventsAsync("one")).Any(each => (string?)each["reason"] == "ShopDeleteError" && (string?)each["type"] == "Warning"), cancellationToken: World.Token);
        (await World.FindAsync("ConfigMap", "one-front"))!.DeletionTimestamp.ShouldBeNull();

        await World.PatchAsync("Shop", "one", """{"spec":{"suffix":"backup"}}""");
        await World.UntilAsync("the backup job", "Job", "one-backup", found => found is not null);
        await EndJobAsync("one-backup");
        await World.UntilAsync("the shop is gone", "Shop", "one", found => found is null, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_group_waits_for_its_conditions_and_without_groups_the_last_applied_goes_first()
    {
        await World.DefineAsync("Shop");
        await World.StartAsync("""
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: shops }
            spec:
              crds:
                shop:
                  apiTypes: { group: GROUP, version: v1, kind: Shop, plural: shops }
                  operatorBox:
                    onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-front", data: { a: b } } ] }
                    onDelete:
                      ordered: true
                      groups: [ { name: front, configMaps: [ { name: "{{ .metadata.name }}-front" } ], when: [ { field: spec.drained, equals: "true" } ] } ]
            """);
        await World.CreateAsync("Shop", "one", "{}");
        await World.UntilSettledAsync("shop", "one");
        await World.DeleteAsync("Shop", "one");

        await UntilMessageAsync("front waits for its conditions");
        (await World.FindAsync("ConfigMap", "one-front"))!.DeletionTimestamp.ShouldBeNull();

        await World.PatchAsync("Shop", "one", """{"spec":{"drained":"true"}}""");
        await World.UntilAsync("the shop is gone", "Shop", "one", shop => shop is null, TimeSpan.FromSeconds(60));
        await World.UntilAsync("the front is gone", "ConfigMap", "one-front", map => map is null);
    }

    [Fact]
    public async Task What_is_done_is_not_rendered_again_from_what_is_gone()
    {
        await World.DefineAsync("Shop");
        await World.StartAsync(Shop.Replace("TIMEOUT", "5m", StringComparison.Ordinal)
            .Replace("image: backup:1", "image: '{{ (index .children.configmaps (printf \"%s-front\" .metadata.name)).data.a }}'", StringComparison.Ordinal)
            .Replace("groups:", "groups:\n              - { name: first, configMaps: [ { name: \"{{ .metadata.name }}-front\" } ], when: [ { field: \"{{ (index .children.configmaps (printf \\\"%s-front\\\" .metadata.name)).data.a }}\", equals: b } ] }", StringComparison.Ordinal));
        await World.CreateAsync("Shop", "one", """{"target":"bucket"}""");
        await World.UntilSettledAsync("shop", "one");
        await HoldAsync("one-front", "one-data");
        await World.DeleteAsync("Shop", "one");
        var job = (await World.UntilAsync("the backup job", "Job", "one-backup", found => found is not null))!;
        ((string?)job["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]).ShouldBe("b");
        await EndJobAsync("one-backup");
        await World.UntilAsync("the front goes", "ConfigMap", "one-front", map => map!.DeletionTimestamp is not null);

        await LetGoAsync("one-front");

        await World.UntilAsync("the data goes", "ConfigMap", "one-data", map => map!.DeletionTimestamp is not null);
        await LetGoAsync("one-data");
        await World.UntilAsync("the shop is gone", "Shop", "one", shop => shop is null, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_takes_the_custom_resource_along()
    {
        await ShopAsync("5m");

        await DeleteNamespaceAsync(World.Namespace);

        await World.UntilAsync("the shop is gone", "Shop", "one", shop => shop is null, TimeSpan.FromSeconds(60));
        await Eventually.Async("the namespace is gone", async _ => await World.NamespaceAsync() is null, TimeSpan.FromSeconds(90), World.Token);
    }

    [Fact]
    public async Task What_belongs_into_a_namespace_that_is_being_deleted_is_told_and_left_out()
    {
        var away = $"{World.Namespace}-away";
        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{away}}}"}}""");
        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"held","namespace":"{{{away}}}","finalizers":["example.com/hold"]}}""");
        await World.DefineAsync("Shop");
        await World.StartAsync(Shop.Replace("TIMEOUT", "5m", StringComparison.Ordinal).Replace("image: backup:1", $"namespace: {away}, image: backup:1", StringComparison.Ordinal));
        await World.CreateAsync("Shop", "one", """{"target":"bucket"}""");
        await World.UntilSettledAsync("shop", "one");
        await DeleteNamespaceAsync(away);
        await World.DeleteAsync("Shop", "one");

        await World.UntilAsync("the shop is gone", "Shop", "one", shop => shop is null, TimeSpan.FromSeconds(60));
        await Eventually.Async("an event says it", async _ => (await World.EventsAsync("one")).Any(each => (string?)each["reason"] == "DeletionObjectNotMade" && (string?)each["type"] == "Warning"), cancellationToken: World.Token);
        await World.Admin.PatchAsync(
            (await World.Admin.Discovery.FindAsync(new GroupVersionKind("", "v1", "ConfigMap"), World.Token))!, new ObjectName(away, "held"), PatchKind.Merge, JsonNode.Parse("""{"metadata":{"finalizers":null}}""")!, WriteOptions.None, World.Token);
    }

    [Fact]
    public async Task A_watch_that_is_refused_is_named_when_the_deletion_takes_too_long()
    {
        const string AnyKind = """
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: any }
            spec:
              crds:
                shop:
                  apiTypes: { group: GROUP, version: v1, kind: Shop, plural: shops }
                  operatorBox:
                    reconcile:
                      onReconcile: { custom: [ { apiVersion: v1, kind: "{{ .spec.childKind }}", metadata: { name: "{{ .metadata.name }}-any" } } ] }
                      onDelete: { timeout: 1s }
            """;
        await World.DefineAsync("Shop");
        await World.StartAsync(AnyKind);
        await World.CreateAsync("Shop", "one", """{"childKind":"ServiceAccount"}""");
        await World.UntilSettledAsync("shop", "one");
        await World.StopAsync();
        await World.DeleteAsync("Shop", "one");

        await World.StartAsync(AnyKind, refuse: request => request.RequestUri!.AbsolutePath is "/api/v1/serviceaccounts" ? (403, "Forbidden", "you may not") : null);

        var shop = (await World.UntilAsync("the shop says that it is late", "Shop", "one", found => found!.ConditionReason("Stalled") == "DeletionTimedOut", TimeSpan.FromSeconds(60)))!;
        shop.ConditionMessage("Stalled").ShouldContain("you may not");
        World.Faults.Refuse = null;
        await World.UntilAsync("the shop is gone", "Shop", "one", found => found is null, TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task What_leaves_the_selector_is_let_go_and_what_comes_back_is_held_again()
    {
        await World.DefineAsync("Shop");
        await World.StartAsync(Shop.Replace("TIMEOUT", "5m", StringComparison.Ordinal).Replace("plural: shops }", "plural: shops }\n      labelSelector: shop=ours", StringComparison.Ordinal));
        await World.CreateAsync($$$"""{"apiVersion":"{{{World.Group}}}/v1","kind":"Shop","metadata":{"name":"one","namespace":"{{{World.Namespace}}}","labels":{"shop":"ours"}},"spec":{"target":"bucket"}}""");
        await World.UntilAsync("it is held", "Shop", "one", shop => shop!.Finalizers.Count == 1);
        await World.UntilSettledAsync("shop", "one");

        await World.PatchAsync("Shop", "one", """{"metadata":{"labels":{"shop":"theirs"}}}""");
        await World.UntilAsync("it is let go", "Shop", "one", shop => shop!.Finalizers.Count == 0);
        await World.PatchAsync("Shop", "one", """{"metadata":{"labels":{"shop":"ours"}}}""");
        await World.UntilAsync("it is held again", "Shop", "one", shop => shop!.Finalizers.Count == 1);
        await World.PatchAsync("Shop", "one", """{"metadata":{"labels":{"shop":"theirs"}}}""");
        await World.UntilAsync("it is let go again", "Shop", "one", shop => shop!.Finalizers.Count == 0);

        await World.DeleteAsync("Shop", "one");
        await World.UntilAsync("it is gone", "Shop", "one", shop => shop is null);
    }

    private async Task DeleteNamespaceAsync(string name)
    {
        var namespaces = (await World.Admin.Discovery.FindAsync(new GroupVersionKind("", "v1", "Namespace"), World.Token))!;
        await World.Admin.DeleteAsync(namespaces, new ObjectName(null, name), DeleteOptions.Default, World.Token);
    }

    private async Task ShopAsync(string timeout)
    {
        await World.DefineAsync("Shop");
        await World.StartAsync(Shop.Replace("TIMEOUT", timeout, StringComparison.Ordinal));
        await World.CreateAsync("Shop", "one", """{"target":"bucket"}""");
        await World.UntilSettledAsync("shop", "one");
        (await World.FindAsync("Shop", "one"))!.Finalizers.ShouldBe(["orkestra.orkspace.io/cleanup"]);
    }

    private async Task UntilMessageAsync(string pattern)
    {
        var parts = pattern.Split('*');
        await World.UntilAsync($"the shop says {pattern}", "Shop", "one", shop => parts.All(part => shop!.ConditionMessage("Ready").Contains(part, StringComparison.Ordinal)));
    }

    private async Task HoldAsync(params string[] names)
    {
        foreach (var name in names)
            await World.PatchAsync("ConfigMap", name, """{"metadata":{"finalizers":["example.com/hold"]}}""");
    }

    private async Task LetGoAsync(string name) => await World.PatchAsync("ConfigMap", name, """{"metadata":{"finalizers":null}}""");

    private async Task EndJobAsync(string name) =>
        await World.PatchAsync("Job", name, """{"status":{"conditions":[{"type":"Complete","status":"True","lastTransitionTime":"2030-01-01T00:00:00Z"}]}}""", "status");
}

using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What a definition that changed between two runs of the observer does to the children of the one before.</summary>
public abstract class DefinitionChangeTests : WorldTests
{
    private const string ChildKinds = "orkestra.orkspace.io/child-kinds";
    private const string AcceptPrune = "orkestra.orkspace.io/accept-prune";
    private World _abroad = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _abroad = await World.CreateAsync(await ClusterAsync());
        await World.DefineAsync("Kit");
    }

    public override async ValueTask DisposeAsync()
    {
        if (_abroad is not null)
            await _abroad.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Children_of_a_kind_that_the_definition_dropped_are_pruned_after_a_restart()
    {
        await RunAsync(Katalogs.KitWithMore, "a", "b");
        (await World.FindAsync("Service", "a-svc")).ShouldNotBeNull();
        (await _abroad.FindAsync("ServiceAccount", "a-away")).ShouldNotBeNull();
        await World.StopAsync();

        await World.StartAsync(Katalogs.Kit);

        foreach (var name in new[] { "a", "b" })
        {
            await World.UntilAsync("the Service is pruned", "Service", $"{name}-svc", found => found is null);
            await _abroad.UntilAsync("the ServiceAccount abroad is pruned", "ServiceAccount", $"{name}-away", found => found is null);
        }

        (await World.FindAsync("ConfigMap", "a-kit")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_child_abroad_of_a_dropped_kind_goes_with_its_owner_that_was_deleted_meanwhile()
    {
        await RunAsync(Katalogs.KitWithMore, "a");
        await World.StopAsync();
        await World.DeleteAsync("Kit", "a");

        await World.StartAsync(Katalogs.Kit);

        await World.UntilAsync("the Kit is gone", "Kit", "a", found => found is null);
        (await _abroad.FindAsync("ServiceAccount", "a-away")).ShouldBeNull();
    }

    [Fact]
    public async Task A_definition_costs_one_request_when_it_is_new_and_none_when_it_starts_again()
    {
        await RunAsync(Katalogs.KitWithMore, "a");
        (await CrdWritesAsync()).ShouldBe(1);
        (await CrdAsync()).Annotation(ChildKinds).ShouldBe("ConfigMap,Service,ServiceAccount");
        await World.StopAsync();

        await World.StartAsync(Katalogs.KitWithMore);
        await World.UntilSettledAsync("kit", "a");

        (await World.WritesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kind_that_only_a_template_tells_is_remembered_before_its_first_child_and_found_again()
    {
        await World.DefineAsync("Any");
        await World.StartAsync(Katalogs.AnyKind);
        await World.CreateAsync("Any", "x", """{"childKind":"ServiceAccount"}""");
        await World.UntilSettledAsync("any", "x");
        (await World.WritesAsync()).Where(request => request.Resource is "customresourcedefinitions" or "serviceaccounts").Select(request => request.Resource)
            .ShouldBe(["customresourcedefinitions", "customresourcedefinitions", "serviceaccounts"], "the definition, the kind, the child");
        await World.StopAsync();
        await World.PatchAsync("Any", "x", """{"spec":{"childKind":"ConfigMap"}}""");

        await World.StartAsync(Katalogs.AnyKind);

        await World.UntilAsync("the new child", "ConfigMap", "x-any", found => found is not null);
        await World.UntilAsync("the child of the kind before is pruned", "ServiceAccount", "x-any", found => found is null);
    }

    [Fact]
    public async Task A_definition_that_would_prune_in_more_custom_resources_than_it_may_is_held_until_it_is_accepted()
    {
        await RunAsync(Katalogs.KitWithMore, "a", "b", "c");
        await World.StopAsync();
        await World.StartAsync(Katalogs.Kit.Replace("text: \"{{ .spec.text }}\"", "text: \"new {{ .spec.text }}\"", StringComparison.Ordinal));

        var held = await UntilHeldAsync();
        (held.CustomResources, held.Children, held.Limit).ShouldBe((3, 6, 2));
        await World.UntilAsync("all else is done", "ConfigMap", "c-kit", map => (string?)map!["data"]!["text"] == "new hi");
        await World.PatchAsync("Kit", "a", """{"spec":{"parts":["q"]}}""");
        await World.UntilAsync("what the change of a user made superfluous is pruned", "ConfigMap", "a-p", found => found is null);
        await World.UntilSettledAsync("kit", "a", "b", "c");
        foreach (var name in new[] { "a", "b", "c" })
        {
            (await World.FindAsync("Service", $"{name}-svc")).ShouldNotBeNull();
            (await _abroad.FindAsync("ServiceAccount", $"{name}-away")).ShouldNotBeNull();
        }

        var box = (await World.Fleet.FindBoxAsync("kit", World.Token))!;
        box.Message.ShouldContain($"{AcceptPrune}: {held.Revision}");
        box.Message.ShouldContain($"kits.{World.Group}");

        await AnnotateCrdAsync(AcceptPrune, $"0123456789abcdef,{held.Revision}");

        await World.UntilAsync("the Service is pruned", "Service", "c-svc", found => found is null);
        await _abroad.UntilAsync("the ServiceAccount is pruned", "ServiceAccount", "a-away", found => found is null);
        await Eventually.Async("nothing is held", async ct => await World.Fleet.FindBoxAsync("kit", ct), view => view is { HeldPrune: null, Message: "" }, cancellationToken: World.Token);
        await Eventually.Async("the definition is remembered", _ => CrdAsync(), crd => crd.Annotation("orkestra.orkspace.io/definitions") == $"kit={held.Revision}", cancellationToken: World.Token);
    }

    [Fact]
    public async Task A_restart_while_pruning_is_held_goes_on_holding_and_going_back_deletes_nothing()
    {
        await RunAsync(Katalogs.KitWithMore, "a", "b", "c");
        await World.StopAsync();
        await World.StartAsync(Katalogs.Kit);
        await UntilHeldAsync();
        await World.StopAsync();

        await World.StartAsync(Katalogs.Kit);
        await UntilHeldAsync();
        await World.StopAsync();
        await World.StartAsync(Katalogs.KitWithMore);
        await World.UntilSettledAsync("kit", "a", "b", "c");

        (await World.WritesAsync()).ShouldNotContain(request => request.Verb == "delete");
        (await World.FindAsync("Service", "a-svc")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_Katalog_can_accept_what_it_prunes()
    {
        await RunAsync(Katalogs.KitWithMore, "a", "b", "c");
        await World.StopAsync();
        var revision = (await World.LoadAsync(Katalogs.Kit)).Entries[0].Revision;

        await World.StartAsync(Katalogs.Kit.Replace("name: kits }", $"name: kits, annotations: {{ {AcceptPrune}: \"{revision}\" }} }}", StringComparison.Ordinal));

        foreach (var name in new[] { "a", "b", "c" })
            await World.UntilAsync("the Service is pruned", "Service", $"{name}-svc", found => found is null);
    }

    private async Task RunAsync(string katalog, params string[] names)
    {
        await World.StartAsync(katalog);
        foreach (var name in names)
            await World.CreateAsync("Kit", name, $$"""{"text":"hi","parts":["p","q"],"abroad":"{{_abroad.Namespace}}"}""");
        await World.UntilSettledAsync("kit", names);
    }

    private async Task<HeldPrune> UntilHeldAsync() =>
        (await Eventually.Async("pruning is held", async ct => await World.Fleet.FindBoxAsync("kit", ct), box => box?.HeldPrune is not null, cancellationToken: World.Token))!.HeldPrune!;

    private async Task<int> CrdWritesAsync() => (await World.WritesAsync()).Count(request => request.Resource == "customresourcedefinitions");

    private async Task<JsonObject> CrdAsync() => (await World.Admin.GetAsync(await CrdsAsync(), new ObjectName(null, $"kits.{World.Group}"), World.Token))!;

    private async Task<ApiResource> CrdsAsync() =>
        (await World.Admin.Discovery.FindAsync(new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"), World.Token))!;

    private async Task AnnotateCrdAsync(string name, string value) => await World.Admin.PatchAsync(
        await CrdsAsync(), new ObjectName(null, $"kits.{World.Group}"), PatchKind.Merge,
        new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [name] = value } } }, new WriteOptions { FieldManager = "somebody" }, World.Token);
}

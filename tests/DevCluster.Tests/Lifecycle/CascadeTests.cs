using System.Text.Json.Nodes;
using Orkestra.DevCluster.Tests.Serving;
using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Lifecycle;

/// <summary>What goes with an object that is deleted. The conformance suite has the plain cases; these are about many objects and odd owners.</summary>
public sealed class CascadeTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_chain_of_owners_goes_from_the_first_to_the_last()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        var owner = (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("o0"))).Is(201);
        for (var i = 1; i <= 20; i++)
            owner = (await cluster.Api.PostAsync(ConfigMaps, Owned($"o{i}", owner))).Is(201);

        (await cluster.Api.DeleteAsync(ConfigMaps + "/o0")).Is(200);

        await Eventually.Async("all of the chain to be gone", async _ => (await cluster.Api.GetAsync(ConfigMaps)).Items.Count == 0, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_owner_of_the_same_name_with_another_uid_owns_nothing()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("owner"))).Is(201);
        var other = new JsonObject { ["kind"] = "ConfigMap", ["apiVersion"] = "v1", ["metadata"] = new JsonObject { ["name"] = "owner", ["uid"] = "11111111-1111-1111-1111-111111111111" } };

        (await cluster.Api.PostAsync(ConfigMaps, Owned("child", other))).Is(201);

        await Eventually.Async("the child of a stranger to be gone", async _ => (await cluster.Api.GetAsync(ConfigMaps + "/child")).Code == 404, cancellationToken: TestContext.Current.CancellationToken);
        (await cluster.Api.GetAsync(ConfigMaps + "/owner")).Is(200);
    }

    [Fact]
    public async Task An_owner_of_a_kind_that_is_not_served_counts_as_present()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        var other = new JsonObject { ["kind"] = "Mystery", ["apiVersion"] = "odd.example.com/v1", ["metadata"] = new JsonObject { ["name"] = "owner", ["uid"] = "1" } };
        (await cluster.Api.PostAsync(ConfigMaps, Owned("kept", other))).Is(201);
        var gone = (await cluster.Api.PostAsync(ConfigMaps, Make.ConfigMap("gone"))).Is(201);
        (await cluster.Api.PostAsync(ConfigMaps, Owned("follows", gone))).Is(201);

        (await cluster.Api.DeleteAsync(ConfigMaps + "/gone")).Is(200);

        // Changes are worked off in order: when the later one is done, the earlier one has been decided.
        await Eventually.Async("the follower to be gone", async _ => (await cluster.Api.GetAsync(ConfigMaps + "/follows")).Code == 404, cancellationToken: TestContext.Current.CancellationToken);
        (await cluster.Api.GetAsync(ConfigMaps + "/kept")).Is(200);
    }

    [Fact]
    public async Task A_namespace_with_many_objects_goes_with_all_of_them()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        (await cluster.Api.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"full"}}""")).Is(201);
        for (var i = 0; i < 300; i++)
            (await cluster.Api.PostAsync("/api/v1/namespaces/full/configmaps", Make.ConfigMap($"c{i}"))).Is(201);

        (await cluster.Api.DeleteAsync("/api/v1/namespaces/full")).Is(200)["status/phase"].ShouldBe("Terminating");

        await Eventually.Async("the namespace to be gone", async _ => (await cluster.Api.GetAsync("/api/v1/namespaces/full")).Code == 404, cancellationToken: TestContext.Current.CancellationToken);
        (await cluster.Api.GetAsync("/api/v1/configmaps")).Items.ShouldBeEmpty();
    }

    private static string Owned(string name, Answer owner) => Owned(name, owner.Body!.AsObject());

    private static string Owned(string name, JsonObject owner) => new JsonObject
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = owner["apiVersion"]!.DeepClone(),
                ["kind"] = owner["kind"]!.DeepClone(),
                ["name"] = owner["metadata"]!["name"]!.DeepClone(),
                ["uid"] = owner["metadata"]!["uid"]!.DeepClone(),
            }),
        },
    }.ToJsonString();
}

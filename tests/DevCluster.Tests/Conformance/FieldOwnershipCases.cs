using System.Text.Json.Nodes;
using Orkestra.TestKit.Clusters;
using static Orkestra.DevCluster.Tests.Conformance.Harness.ManagedFields;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>The record of who owns which field, and how lists and maps are owned.</summary>
public abstract class FieldOwnershipCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private string Path => V1("configmaps/a");

    private string Web => In("apps/v1", "deployments/web");

    [Fact]
    public async Task A_change_of_a_map_moves_only_the_changed_keys()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"a":"1","b":"1"}"""))).Is(201);

        var updated = (await Api.PatchAsync(Path + "?fieldManager=editor", PatchType.Merge, """{"data":{"b":"2"}}""")).Is(200);

        Fields(updated, "one").ShouldContain("f:a\"");
        Fields(updated, "editor").ShouldNotContain("f:a\"");
    }

    [Fact]
    public async Task Creates_and_updates_are_recorded_under_their_manager()
    {
        var made = (await Api.PostAsync(V1("configmaps?fieldManager=maker"), Make.ConfigMap("a", """{"k":"1"}"""))).Is(201);

        Entry(made, "maker").Text("operation").ShouldBe("Update");
        Fields(made, "maker").ShouldContain("\"f:data\":{\".\":{},\"f:k\":{}}");
    }

    [Fact]
    public async Task A_manager_without_a_name_is_that_of_the_user_agent()
    {
        using var http = Cluster.CreateHttpClient(TestUsers.Admin);
        http.DefaultRequestHeaders.UserAgent.Clear();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("tester/1.2");
        using var api = new Api(http);

        var made = (await api.PostAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"1"}"""))).Is(201);

        Entry(made, "tester").Text("operation").ShouldBe("Update");
    }

    [Fact]
    public async Task Lists_of_maps_are_owned_by_key()
    {
        var applied = (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);

        Fields(applied, "one").ShouldContain("k:{\\\"name\\\":\\\"main\\\"}");
        Fields(applied, "one").ShouldContain("f:image");
    }

    [Fact]
    public async Task Two_managers_own_two_containers()
    {
        (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);

        var both = (await Api.ApplyAsync(Web, "two", Containers("""{"name":"side","image":"envoy"}"""))).Is(200);
        var again = (await Api.ApplyAsync(Web, "two", Containers("""{"name":"side2","image":"envoy"}"""))).Is(200);

        Names(both).ShouldBe(["main", "side"], ignoreOrder: true);
        Names(again).ShouldBe(["main", "side2"], ignoreOrder: true);
    }

    [Fact]
    public async Task Ports_are_owned_by_port_and_protocol()
    {
        (await Api.ApplyAsync(V1("services/web"), "one", Service)).Is(201);

        var applied = (await Api.ApplyAsync(V1("services/web"), "two", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":81,"name":"more","protocol":"TCP"}]}}"""));

        // The first port has no name, which two ports need: the merge reached both.
        applied.IsFailure(422, "Invalid").HasCause("spec.ports[0].name", "FieldValueRequired");
    }

    [Fact]
    [Since("1.21")]
    public async Task A_key_with_a_default_may_be_left_out()
    {
        (await Api.ApplyAsync(V1("services/web"), "one", Make.Service("web"))).Is(201)["spec/ports/0/protocol"].ShouldBe("TCP");
    }

    [Fact]
    public async Task Finalizers_are_a_set()
    {
        (await Api.ApplyAsync(Path, "one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","finalizers":["x.example.com/1"]}}""")).Is(201);

        var both = (await Api.ApplyAsync(Path, "two", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","finalizers":["x.example.com/2"]}}""")).Is(200);
        var one = (await Api.ApplyAsync(Path, "one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""")).Is(200);

        both.Body.At("metadata/finalizers")!.AsArray().Count.ShouldBe(2);
        Fields(both, "two").ShouldContain("v:\\\"x.example.com/2\\\"");
        one["metadata/finalizers"].ShouldBe("""["x.example.com/2"]""");
        await Api.PatchAsync(Path, PatchType.Merge, """{"metadata":{"finalizers":null}}""");
    }

    [Fact]
    public async Task Atomic_maps_are_owned_as_one()
    {
        var applied = (await Api.ApplyAsync(V1("services/web"), "one", Service)).Is(201);

        Fields(applied, "one").ShouldContain("\"f:selector\":{");
        (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);
        (await Api.ApplyAsync(Web, "two", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"selector":{"matchLabels":{"more":"x"}}}}"""))
            .IsFailure(409, "Conflict", "conflict with \"one\": .spec.selector");
    }

    [Fact]
    public async Task Defaults_are_owned_by_nobody()
    {
        var applied = (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);

        applied["spec/replicas"].ShouldBe("1");
        Fields(applied, "one").ShouldNotContain("f:replicas");
    }

    [Fact]
    public async Task A_removed_field_with_a_default_gets_the_default_again()
    {
        (await Api.ApplyAsync(Web, "one", Make.Deployment("web", "\"replicas\":3"))).Is(201);

        (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(200)["spec/replicas"].ShouldBe("1");
    }

    [Fact]
    public async Task An_empty_entry_of_managedFields_clears_the_record()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""))).Is(201);

        var cleared = (await Api.PatchAsync(Path, PatchType.Json, """[{"op":"replace","path":"/metadata/managedFields","value":[{}]}]""")).Is(200);

        (cleared.Body.At("metadata/managedFields") as JsonArray)?.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_status_patch_is_recorded_apart()
    {
        (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);

        var patched = (await Api.PatchAsync(Web + "/status?fieldManager=two", PatchType.Merge, """{"status":{"replicas":1}}""")).Is(200);

        Fields(patched, "two").ShouldContain("f:status");
        Fields(patched, "one").ShouldNotContain("f:status");
    }

    [Fact]
    [Since("1.22")]
    public async Task A_record_of_a_status_names_its_subresource()
    {
        (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);

        var patched = (await Api.PatchAsync(Web + "/status?fieldManager=one", PatchType.Merge, """{"status":{"replicas":1}}""")).Is(200);

        Entries(patched).Select(entry => $"{entry.Text("operation")} {entry.Text("subresource")}").ShouldBe(["Apply ", "Update status"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_status_can_be_applied()
    {
        (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);

        var applied = (await Api.ApplyAsync(Web + "/status", "two", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"status":{"replicas":1,"observedGeneration":1}}""")).Is(200);

        applied["status/replicas"].ShouldBe("1");
        Fields(applied, "two").ShouldContain("f:observedGeneration");
        Entry(applied, "two").Text("operation").ShouldBe("Apply");
    }

    [Fact]
    public async Task Quantities_of_equal_value_are_no_conflict_with_themselves()
    {
        string WithCpu(string cpu) => Containers($$"""{"name":"main","image":"nginx","resources":{"limits":{"cpu":"{{cpu}}"} } }""");
        (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);
        var first = (await Api.ApplyAsync(Web, "two", WithCpu("1000m"))).Is(200);
        var second = (await Api.ApplyAsync(Web, "two", WithCpu("1"))).Is(200);

        first["spec/template/spec/containers/0/resources/limits/cpu"].ShouldBe("1");
        second["metadata/generation"].ShouldBe(first["metadata/generation"]);
    }

    /// <summary>1.20 has no default for the key "protocol" of ports, so it is told.</summary>
    private static string Service => Make.Service("web").Replace("\"port\":80", "\"port\":80,\"protocol\":\"TCP\"", StringComparison.Ordinal);

    [Fact]
    public async Task Owner_references_are_owned_by_uid()
    {
        string With(string name) => $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","finalizers":["x.example.com/keep"],"ownerReferences":[{"apiVersion":"v1","kind":"Secret","name":"{{name}}","uid":"uid-{{name}}"}]} }""";
        (await Api.ApplyAsync(Path, "one", With("x"))).Is(201);

        var both = (await Api.ApplyAsync(Path, "two", With("y"))).Is(200);
        await Api.PatchAsync(Path, PatchType.Merge, """{"metadata":{"finalizers":null}}""");

        both.Body.At("metadata/ownerReferences")!.AsArray().Select(owner => owner.Text("uid")).ShouldBe(["uid-x", "uid-y"], ignoreOrder: true);
        Fields(both, "two").ShouldContain("k:{\\\"uid\\\":\\\"uid-y\\\"}");
    }

    [Fact]
    public async Task The_time_of_an_entry_moves_only_when_it_changes()
    {
        var first = (await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""))).Is(201);
        (await Api.ApplyAsync(Path, "two", Config("""{"l":"1"}"""))).Is(200);

        var second = (await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""))).Is(200);

        Entry(second, "one").Text("time").ShouldBe(Entry(first, "one").Text("time"));
    }

    private static string Config(string data) => $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{{data}} }""";

    private static string Containers(string container) =>
        $$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"template":{"spec":{"containers":[{{container}}]} } } }""";

    private static List<string> Names(Answer answer) => [.. answer.Body.At("spec/template/spec/containers")!.AsArray().Select(container => container.Text("name")!)];
}

using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Deleting: finalizers, grace, preconditions, collections.</summary>
public abstract class DeletionCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private const string Held = """{"metadata":{"name":"a","finalizers":["x.example.com/hold"]}}""";
    private const string Release = """{"metadata":{"finalizers":null}}""";

    private string Path => V1("configmaps/a");

    [Fact]
    public async Task A_deletion_is_answered_with_success_and_the_uid()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = (await Api.DeleteAsync(Path)).Is(200);

        answer["kind"].ShouldBe("Status");
        answer["status"].ShouldBe("Success");
        answer["details/name"].ShouldBe("a");
        answer["details/kind"].ShouldBe("configmaps");
        answer["details/uid"].ShouldBe(made.Uid);
        (await Api.GetAsync(Path)).Is(404);
    }

    [Fact]
    public async Task A_second_deletion_finds_nothing()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        (await Api.DeleteAsync(Path)).Is(200);

        (await Api.DeleteAsync(Path)).IsFailure(404, "NotFound", "configmaps \"a\" not found");
    }

    [Fact]
    public async Task A_finalizer_holds_the_object()
    {
        await CreateAsync(V1("configmaps"), Held);

        var answer = (await Api.DeleteAsync(Path)).Is(200);
        var read = (await Api.GetAsync(Path)).Is(200);
        await Api.PatchAsync(Path, PatchType.Merge, Release);

        answer["kind"].ShouldBe("ConfigMap");
        read["metadata/deletionTimestamp"].ShouldNotBeNull();
        read["metadata/deletionGracePeriodSeconds"].ShouldBe("0");
        read["metadata/finalizers"].ShouldBe("""["x.example.com/hold"]""");
    }

    [Fact]
    public async Task The_object_goes_with_its_last_finalizer()
    {
        await CreateAsync(V1("configmaps"), Held);
        (await Api.DeleteAsync(Path)).Is(200);

        (await Api.PatchAsync(Path, PatchType.Merge, Release)).Is(200)["metadata/deletionTimestamp"].ShouldNotBeNull();

        (await Api.GetAsync(Path)).Is(404);
    }

    [Fact]
    public async Task A_second_deletion_of_a_held_object_changes_nothing()
    {
        await CreateAsync(V1("configmaps"), Held);
        (await Api.DeleteAsync(Path)).Is(200);
        var first = (await Api.GetAsync(Path)).Is(200);

        (await Api.DeleteAsync(Path)).Is(200);
        var second = (await Api.GetAsync(Path)).Is(200);
        await Api.PatchAsync(Path, PatchType.Merge, Release);

        second.ResourceVersion.ShouldBe(first.ResourceVersion);
        second["metadata/deletionTimestamp"].ShouldBe(first["metadata/deletionTimestamp"]);
    }

    [Fact]
    public async Task A_deleted_object_takes_no_new_finalizers()
    {
        await CreateAsync(V1("configmaps"), Held);
        (await Api.DeleteAsync(Path)).Is(200);

        var answer = await Api.PatchAsync(Path, PatchType.Merge, """{"metadata":{"finalizers":["x.example.com/hold","x.example.com/more"]}}""");
        await Api.PatchAsync(Path, PatchType.Merge, Release);

        answer.IsFailure(422, "Invalid", "no new finalizers can be added if the object is being deleted, found new finalizers").HasCause("metadata.finalizers", "FieldValueForbidden");
    }

    [Fact]
    public async Task A_deletionTimestamp_cannot_be_set_or_taken_back()
    {
        await CreateAsync(V1("configmaps"), Held);
        var set = (await Api.PatchAsync(Path, PatchType.Merge, """{"metadata":{"deletionTimestamp":"2030-01-01T00:00:00Z"}}"""));
        (await Api.DeleteAsync(Path)).Is(200);
        await Api.PatchAsync(Path, PatchType.Merge, """{"metadata":{"deletionTimestamp":null}}""");
        var read = (await Api.GetAsync(Path)).Is(200);
        await Api.PatchAsync(Path, PatchType.Merge, Release);

        set.IsFailure(422, "Invalid", "field is immutable");
        read["metadata/deletionTimestamp"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deleted_object_can_still_be_changed()
    {
        await CreateAsync(V1("configmaps"), Held);
        (await Api.DeleteAsync(Path)).Is(200);

        var changed = (await Api.PatchAsync(Path, PatchType.Merge, """{"data":{"k":"v"}}""")).Is(200);
        await Api.PatchAsync(Path, PatchType.Merge, Release);

        changed["data/k"].ShouldBe("v");
    }

    [Fact]
    public async Task The_name_of_a_held_object_is_taken()
    {
        await CreateAsync(V1("configmaps"), Held);
        (await Api.DeleteAsync(Path)).Is(200);

        var answer = await Api.PostAsync(V1("configmaps"), Make.ConfigMap("a"));
        await Api.PatchAsync(Path, PatchType.Merge, Release);

        answer.IsFailure(409, "AlreadyExists", "already exists");
    }

    [Fact]
    public async Task A_deletion_counts_as_a_generation()
    {
        var path = In("apps/v1", "deployments/web");
        await CreateAsync(In("apps/v1", "deployments"), JsonNode.Parse(Make.Deployment("web")).With("metadata/finalizers", new JsonArray("x.example.com/hold")));

        (await Api.DeleteAsync(path)).Is(200);
        var read = (await Api.GetAsync(path)).Is(200);
        await Api.PatchAsync(path, PatchType.Merge, Release);

        read["metadata/generation"].ShouldBe("2");
    }

    [Fact]
    public async Task A_uid_that_is_another_one_is_a_conflict()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = await Api.DeleteAsync(Path, """{"preconditions":{"uid":"11111111-1111-1111-1111-111111111111"}}""");

        answer.IsFailure(409, "Conflict", "Operation cannot be fulfilled on ConfigMap \"a\": the UID in the precondition (11111111-1111-1111-1111-111111111111) does not match the UID in record (", "The object might have been deleted and then recreated");
        (await Api.GetAsync(Path)).Is(200);
    }

    [Fact]
    public async Task The_right_uid_and_resourceVersion_delete()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.DeleteAsync(Path, $$"""{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"{{made.Uid}}","resourceVersion":"{{made.ResourceVersion}}"} }""")).Is(200);
        (await Api.GetAsync(Path)).Is(404);
    }

    [Fact]
    public async Task A_resourceVersion_that_is_old_is_a_conflict()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        (await Api.PatchAsync(Path, PatchType.Merge, """{"data":{"k":"v"}}""")).Is(200);

        (await Api.DeleteAsync(Path, $$"""{"preconditions":{"resourceVersion":"{{made.ResourceVersion}}"} }""")).IsFailure(409, "Conflict", "Operation cannot be fulfilled on ConfigMap \"a\": the ResourceVersion in the precondition (", "The object might have been modified");
    }

    [Fact]
    public async Task A_collection_is_deleted_by_labels()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", labels: """{"x":"1"}"""));
        await CreateAsync(V1("configmaps"), Make.ConfigMap("b", labels: """{"x":"1"}"""));
        await CreateAsync(V1("configmaps"), Make.ConfigMap("c"));

        var answer = (await Api.DeleteAsync(V1("configmaps?labelSelector=x=1"))).Is(200);

        answer["kind"].ShouldBe("ConfigMapList");
        answer.Names.ShouldBe(["a", "b"]);
        (await Api.GetAsync(V1("configmaps?fieldSelector=metadata.name!=kube-root-ca.crt"))).Is(200).Names.ShouldBe(["c"]);
    }

    [Fact]
    public async Task A_collection_in_pages_of_finalizers_is_marked()
    {
        await CreateAsync(V1("secrets"), """{"metadata":{"name":"a","finalizers":["x.example.com/hold"]}}""");
        await CreateAsync(V1("secrets"), """{"metadata":{"name":"b"}}""");

        (await Api.DeleteAsync(V1("secrets"))).Is(200);
        var left = (await Api.GetAsync(V1("secrets"))).Is(200);
        await Api.PatchAsync(V1("secrets/a"), PatchType.Merge, Release);

        left.Names.ShouldBe(["a"]);
        left["items/0/metadata/deletionTimestamp"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_pod_on_a_node_has_its_grace()
    {
        await CreateAsync(V1("pods"), JsonNode.Parse(Make.Pod("a")).With("spec/nodeName", "n1"));

        var answer = (await Api.DeleteAsync(V1("pods/a"))).Is(200);
        (await Api.GetAsync(V1("pods/a"))).Is(200)["metadata/deletionTimestamp"].ShouldNotBeNull();
        (await Api.DeleteAsync(V1("pods/a"), """{"gracePeriodSeconds":0}""")).Is(200);

        answer["kind"].ShouldBe("Pod");
        answer["metadata/deletionGracePeriodSeconds"].ShouldBe("30");
        (await Api.GetAsync(V1("pods/a"))).Is(404);
    }

    [Fact]
    public async Task A_pod_without_a_node_goes_at_once()
    {
        await CreateAsync(V1("pods"), Make.Pod("a"));

        (await Api.DeleteAsync(V1("pods/a"))).Is(200);

        (await Api.GetAsync(V1("pods/a"))).Is(404);
    }

    [Fact]
    public async Task Grace_may_be_told_in_the_query()
    {
        await CreateAsync(V1("pods"), JsonNode.Parse(Make.Pod("a")).With("spec/nodeName", "n1"));

        (await Api.DeleteAsync(V1("pods/a?gracePeriodSeconds=0"))).Is(200);

        (await Api.GetAsync(V1("pods/a"))).Is(404);
    }

    [Fact]
    public async Task An_unknown_propagation_is_invalid()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.DeleteAsync(Path, """{"propagationPolicy":"Sometimes"}""")).IsFailure(422, "Invalid", "propagationPolicy: Unsupported value: \"Sometimes\": supported values: ");
    }

    [Fact]
    public async Task Two_ways_to_tell_the_propagation_are_invalid()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.DeleteAsync(Path, """{"propagationPolicy":"Orphan","orphanDependents":true}""")).IsFailure(422, "Invalid", "orphanDependents and deletionPropagation cannot be both set");
    }

    [Fact]
    public async Task A_held_object_that_is_deleted_is_modified_then_deleted_for_watchers()
    {
        var made = await CreateAsync(V1("configmaps"), Held);
        await using var watch = await Api.WatchAsync(V1("configmaps"), $"resourceVersion={made.ResourceVersion}&fieldSelector=metadata.name%3Da");

        (await Api.DeleteAsync(Path)).Is(200);
        (await Api.PatchAsync(Path, PatchType.Merge, Release)).Is(200);

        (await watch.NextIsAsync("MODIFIED", "a"))["metadata/deletionTimestamp"].ShouldNotBeNull();
        (await watch.NextIsAsync("DELETED", "a"))["metadata/deletionTimestamp"].ShouldNotBeNull();
    }
}

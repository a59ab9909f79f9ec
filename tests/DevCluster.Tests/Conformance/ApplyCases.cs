using Orkestra.TestKit.Clusters;
using static Orkestra.DevCluster.Tests.Conformance.Harness.ManagedFields;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Server-side apply and the record of who owns which field.</summary>
public abstract class ApplyCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private string Path => V1("configmaps/a");

    private string Web => In("apps/v1", "deployments/web");

    [Fact]
    public async Task An_apply_creates_what_is_not_there()
    {
        var applied = await Api.ApplyAsync(Path, "one", Config("""{"k":"v"}"""));

        applied.Is(201)["data/k"].ShouldBe("v");
        var entry = Entry(applied, "one");
        entry.Text("operation").ShouldBe("Apply");
        entry.Text("apiVersion").ShouldBe("v1");
        entry.Text("fieldsType").ShouldBe("FieldsV1");
        entry.Text("time").ShouldNotBeNull();
        Fields(applied, "one").ShouldContain("\"f:k\":{}");
    }

    [Fact]
    public async Task A_second_apply_is_answered_200()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"k":"v"}"""))).Is(201);

        (await Api.ApplyAsync(Path, "one", Config("""{"k":"w"}"""))).Is(200)["data/k"].ShouldBe("w");
    }

    [Fact]
    public async Task The_same_apply_writes_nothing()
    {
        var first = (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(201);

        var second = (await Api.ApplyAsync(Web, "one", Make.Deployment("web"))).Is(200);

        second.ResourceVersion.ShouldBe(first.ResourceVersion);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_apply_with_a_version_that_no_object_has_makes_an_object_and_changes_none(bool force)
    {
        const string body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"1"},"data":{"k":"v"}}""";
        var made = (await Api.ApplyAsync(Path, "one", body, force)).Is(201);
        made.ResourceVersion.ShouldNotBe("1");
        Fields(made, "one").ShouldNotContain("resourceVersion");

        (await Api.ApplyAsync(Path, "one", body, force)).IsFailure(409, "Conflict", "the object has been modified");
        (await Api.ApplyAsync(Path, "two", body.Replace("\"k\"", "\"l\"", StringComparison.Ordinal), force)).IsFailure(409, "Conflict", "the object has been modified");
        (await Api.GetAsync(Path)).ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task An_apply_may_be_yaml()
    {
        (await Api.ApplyAsync(Path, "one", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n")).Is(201)["data/k"].ShouldBe("v");
    }

    [Fact]
    public async Task An_apply_needs_a_field_manager()
    {
        var answer = await Api.PatchAsync(Path, PatchType.Apply, Config("{}"));

        answer.IsFailure(422, "Invalid", "fieldManager: Required value: is required for apply patch");
        answer["details/kind"].ShouldBe("PatchOptions");
    }

    [Fact]
    public async Task Force_is_only_for_applies()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PatchAsync(Path + "?force=true", PatchType.Merge, "{}")).IsFailure(422, "Invalid", "may not be specified for non-apply patch");
    }

    [Fact]
    public async Task An_apply_needs_apiVersion_and_kind()
    {
        (await Api.ApplyAsync(Path, "one", """{"metadata":{"name":"a"}}""")).Code.ShouldBeOneOf(400, 422);
    }

    [Fact]
    public async Task A_field_left_out_of_a_later_apply_is_removed()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"a":"1","b":"2"}"""))).Is(201);

        var applied = (await Api.ApplyAsync(Path, "one", Config("""{"a":"1"}"""))).Is(200);

        applied["data"].ShouldBe("""{"a":"1"}""");
    }

    [Fact]
    public async Task A_field_of_another_manager_survives()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"a":"1"}"""))).Is(201);
        (await Api.ApplyAsync(Path, "two", Config("""{"b":"2"}"""))).Is(200);

        var applied = (await Api.ApplyAsync(Path, "one", Config("""{"c":"3"}"""))).Is(200);

        applied["data"].ShouldBe("""{"b":"2","c":"3"}""");
    }

    [Fact]
    public async Task A_different_value_of_another_manager_is_a_conflict()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""))).Is(201);

        var answer = await Api.ApplyAsync(Path, "two", Config("""{"k":"2"}"""));

        answer.IsFailure(409, "Conflict");
        answer["message"].ShouldBe("Apply failed with 1 conflict: conflict with \"one\": .data.k");
        answer.HasCause(".data.k", "FieldManagerConflict", "conflict with \"one\"");
        answer["details/name"].ShouldBeNull();
    }

    [Fact]
    public async Task Several_conflicts_are_told_at_once()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"k":"1","l":"1"}"""))).Is(201);

        var answer = await Api.ApplyAsync(Path, "two", Config("""{"k":"2","l":"2"}"""));

        answer.IsFailure(409, "Conflict", "Apply failed with 2 conflicts: conflicts with \"one\":", "- .data.k", "- .data.l");
        answer.HasCause(".data.k", "FieldManagerConflict").HasCause(".data.l", "FieldManagerConflict");
    }

    [Fact]
    public async Task A_conflict_changes_nothing()
    {
        var made = (await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""))).Is(201);

        (await Api.ApplyAsync(Path, "two", Config("""{"k":"2","other":"x"}"""))).Is(409);

        (await Api.GetAsync(Path)).ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task The_same_value_is_shared_without_conflict()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""))).Is(201);

        var shared = (await Api.ApplyAsync(Path, "two", Config("""{"k":"1"}"""))).Is(200);
        var left = (await Api.ApplyAsync(Path, "one", Config("{}"))).Is(200);

        Fields(shared, "one").ShouldContain("f:k");
        Fields(shared, "two").ShouldContain("f:k");
        left["data/k"].ShouldBe("1", "two still owns it");
    }

    [Fact]
    public async Task Force_takes_the_field_over()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"k":"1","mine":"1"}"""))).Is(201);

        var forced = (await Api.ApplyAsync(Path, "two", Config("""{"k":"2"}"""), force: true)).Is(200);

        forced["data"].ShouldBe("""{"k":"2","mine":"1"}""");
        Fields(forced, "one").ShouldNotContain("f:k\"");
        Fields(forced, "two").ShouldContain("f:k\"");
    }

    [Fact]
    public async Task An_update_by_another_manager_takes_the_field_and_a_later_apply_conflicts()
    {
        (await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""))).Is(201);
        var updated = (await Api.PatchAsync(Path + "?fieldManager=editor", PatchType.Merge, """{"data":{"k":"2"}}""")).Is(200);

        var answer = await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""));

        Entry(updated, "editor").Text("operation").ShouldBe("Update");
        Fields(updated, "editor").ShouldContain("f:k");
        Entries(updated).ShouldNotContain(entry => entry.Text("manager") == "one" && entry.Text("fieldsV1")!.Contains("f:k\""));
        answer.IsFailure(409, "Conflict", "conflict with \"editor\"", ".data.k");
    }

    [Fact]
    public async Task An_update_conflict_names_operation_and_time()
    {
        (await Api.PostAsync(V1("configmaps?fieldManager=editor"), Make.ConfigMap("a", """{"k":"1"}"""))).Is(201);

        var answer = await Api.ApplyAsync(Path, "one", Config("""{"k":"2"}"""));

        answer.IsFailure(409, "Conflict", "Apply failed with 1 conflict: conflict with \"editor\" using v1");
    }

    [Fact]
    public async Task An_empty_apply_gives_everything_back()
    {
        (await Api.ApplyAsync(Path, "owner", Config("""{"theirs":"1"}"""))).Is(201);
        (await Api.ApplyAsync(Path, "guest", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"guest":"yes"}},"data":{"ours":"2"}}""")).Is(200);

        var given = (await Api.ApplyAsync(Path, "guest", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""")).Is(200);

        given["data"].ShouldBe("""{"theirs":"1"}""");
        given["metadata/labels"].ShouldBeNull();
        Entries(given).Select(entry => entry.Text("manager")).ShouldBe(["owner"]);
    }

    [Fact]
    public async Task An_apply_with_managedFields_is_refused()
    {
        var answer = await Api.ApplyAsync(Path, "one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","managedFields":[{"manager":"x","operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{}}]}}""");

        answer.IsFailure(400, "BadRequest", "metadata.managedFields must be nil");
    }

    [Fact]
    public async Task An_apply_with_an_old_resourceVersion_is_a_conflict()
    {
        var made = (await Api.ApplyAsync(Path, "one", Config("""{"k":"1"}"""))).Is(201);
        (await Api.ApplyAsync(Path, "one", Config("""{"k":"2"}"""))).Is(200);

        (await Api.ApplyAsync(Path, "one", $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"{{made.ResourceVersion}}"},"data":{"k":"3"} }"""))
            .IsFailure(409, "Conflict", "the object has been modified");
    }

    [Fact]
    public async Task An_apply_with_a_uid_does_not_create()
    {
        var answer = await Api.ApplyAsync(Path, "one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","uid":"11111111-1111-1111-1111-111111111111"}}""");

        answer.IsFailure(409, "Conflict", "uid mismatch: the provided object specified uid 11111111-1111-1111-1111-111111111111, and no existing object was found");
    }

    [Fact]
    public async Task An_apply_of_another_name_than_the_path_is_a_bad_request()
    {
        (await Api.ApplyAsync(Path, "one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}""")).IsFailure(400, "BadRequest", "the name of the object (b) does not match the name on the URL (a)");
    }

    [Fact]
    public async Task An_apply_of_an_invalid_object_is_invalid()
    {
        (await Api.ApplyAsync(Web, "one", Make.Deployment("web", "\"replicas\":-1"))).IsFailure(422, "Invalid").HasCause("spec.replicas", "FieldValueInvalid");
    }

    [Fact]
    public async Task An_unknown_field_of_an_apply_is_not_dropped()
    {
        var answer = await Api.ApplyAsync(Path, "one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"surprise":1}""");

        answer.Code.ShouldBe(500, answer.Text);
        answer["message"].ShouldNotBeNull().ShouldContain("field not declared in schema");
    }

    private static string Config(string data) => $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{{data}} }""";
}

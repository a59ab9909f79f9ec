namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>A uid says which object of a name is meant: a write that names another one changes nothing.</summary>
public abstract class UidCases(ClusterSource cluster) : CustomResourceCase(cluster)
{
    private const string Other = "11111111-2222-3333-4444-555555555555";

    private string Path => V1("configmaps/a");

    private string Web => In("apps/v1", "deployments/web");

    [Fact]
    public async Task An_apply_with_a_uid_creates_nothing()
    {
        (await ApplyAsync(Path, "v1", "ConfigMap", Other, "\"data\":{\"k\":\"v\"}")).IsFailure(
            409, "Conflict", $"Operation cannot be fulfilled on configmaps \"a\": uid mismatch: the provided object specified uid {Other}, and no existing object was found");

        (await Api.GetAsync(Path)).Is(404);
    }

    [Fact]
    public async Task An_apply_with_another_uid_is_invalid()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = await ApplyAsync(Path, "v1", "ConfigMap", Other, "\"data\":{\"k\":\"w\"}");

        IsImmutable(answer, $"ConfigMap \"a\" is invalid: metadata.uid: Invalid value: \"{Other}\": field is immutable");
        (await Api.GetAsync(Path))["data/k"].ShouldNotBe("w");
    }

    [Fact]
    public async Task An_apply_with_the_uid_of_the_object_is_taken_and_owns_no_uid()
    {
        var live = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var applied = await ApplyAsync(Path, "v1", "ConfigMap", live.Uid, "\"data\":{\"k\":\"w\"}");

        applied.Is(200)["data/k"].ShouldBe("w");
        ManagedFields.Fields(applied, "one").ShouldNotContain("uid");
    }

    [Fact]
    public async Task An_apply_that_conflicts_says_so_before_its_uid_is_looked_at()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        (await ApplyAsync(Path, "v1", "ConfigMap", Other, "\"data\":{\"k\":\"w\"}", force: false)).IsFailure(409, "Conflict", "Apply failed with 1 conflict");
    }

    [Fact]
    public async Task A_uid_of_a_deleted_object_does_not_fit_its_successor()
    {
        var first = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        (await Api.DeleteAsync(Path)).Is(200);
        (await ApplyAsync(Path, "v1", "ConfigMap", first.Uid, "\"data\":{}")).IsFailure(409, "Conflict", "uid mismatch");
        var second = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        IsImmutable(await ApplyAsync(Path, "v1", "ConfigMap", first.Uid, "\"data\":{\"k\":\"w\"}"));
        (await Api.GetAsync(Path)).Uid.ShouldBe(second.Uid);
    }

    [Theory]
    [InlineData(PatchType.Merge, $$$"""{"metadata":{"uid":"{{{Other}}}"},"data":{"k":"w"}}""")]
    [InlineData(PatchType.Strategic, $$$"""{"metadata":{"uid":"{{{Other}}}"},"data":{"k":"w"}}""")]
    [InlineData(PatchType.Json, $$$"""[{"op":"replace","path":"/metadata/uid","value":"{{{Other}}}"}]""")]
    public async Task A_patch_with_another_uid_is_invalid(string type, string patch)
    {
        var live = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        IsImmutable(await Api.PatchAsync(Path, type, patch));
        (await Api.GetAsync(Path)).ResourceVersion.ShouldBe(live.ResourceVersion);
    }

    [Fact]
    public async Task A_patch_with_an_old_version_and_another_uid_is_a_conflict()
    {
        var live = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        (await Api.PatchAsync(Path, PatchType.Merge, """{"data":{"k":"w"}}""")).Is(200);

        (await Api.PatchAsync(Path, PatchType.Merge, $$$"""{"metadata":{"uid":"{{{Other}}}","resourceVersion":"{{{live.ResourceVersion}}}"}}"""))
            .IsFailure(409, "Conflict", "the object has been modified");
    }

    [Fact]
    public async Task A_patch_may_name_or_remove_the_uid()
    {
        var live = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PatchAsync(Path, PatchType.Merge, $$$"""{"metadata":{"uid":"{{{live.Uid}}}"},"data":{"k":"w"}}""")).Is(200)["data/k"].ShouldBe("w");
        (await Api.PatchAsync(Path, PatchType.Json, """[{"op":"remove","path":"/metadata/uid"}]""")).Is(200).Uid.ShouldBe(live.Uid);
    }

    [Fact]
    public async Task A_replacement_with_another_uid_is_a_conflict()
    {
        var live = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PutAsync(Path, live.Body.With("metadata/uid", Other))).IsFailure(
            409, "Conflict", "Operation cannot be fulfilled on configmaps \"a\": ", $"Precondition failed: UID in precondition: {Other}, UID in object meta: {live.Uid}");
    }

    [Fact]
    public async Task A_replacement_with_another_uid_and_an_old_version_tells_the_uid()
    {
        var live = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PutAsync(Path, $$$"""{"metadata":{"name":"a","uid":"{{{Other}}}","resourceVersion":"1"}}""")).IsFailure(409, "Conflict", "Precondition failed: UID", live.Uid);
    }

    [Theory]
    [InlineData("configmaps")]
    [InlineData("events")]
    public async Task A_replacement_with_a_uid_creates_nothing(string resource)
    {
        var answer = await Api.PutAsync(V1($"{resource}/a"), $$$"""{"metadata":{"name":"a","uid":"{{{Other}}}"},"involvedObject":{"namespace":"{{{Namespace}}}"}}""");

        answer.IsFailure(409, "Conflict", $"Precondition failed: UID in precondition: {Other}, UID in object meta: ");
        (await Api.GetAsync(V1($"{resource}/a"))).Is(404);
    }

    [Fact]
    public async Task The_status_of_a_built_in_kind_heeds_the_uid()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        IsImmutable(await ApplyAsync($"{Web}/status", "apps/v1", "Deployment", Other, "\"status\":{\"replicas\":2}", name: "web"));
        IsImmutable(await Api.PatchAsync($"{Web}/status", PatchType.Merge, $$$"""{"metadata":{"uid":"{{{Other}}}"},"status":{"replicas":2}}"""));
    }

    [Fact]
    public async Task A_scale_with_another_uid_is_a_conflict()
    {
        var live = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        var scale = (await Api.GetAsync($"{Web}/scale")).Is(200);

        (await Api.PutAsync($"{Web}/scale", scale.Body.With("metadata/uid", Other))).IsFailure(409, "Conflict", $"Precondition failed: UID in precondition: {Other}, UID in object meta: {live.Uid}");
        (await Api.PatchAsync($"{Web}/scale", PatchType.Merge, $$$"""{"metadata":{"uid":"{{{Other}}}"},"spec":{"replicas":3}}""")).IsFailure(409, "Conflict", "Precondition failed: UID", live.Uid);
        (await Api.GetAsync(Web)).ResourceVersion.ShouldBe(live.ResourceVersion);
    }

    [Fact]
    public async Task Custom_resources_heed_the_uid_but_their_status_does_not()
    {
        var crd = await MakeAsync(version: WithStatus);
        var path = $"{crd.In(Namespace)}/a";
        var apiVersion = $"{crd.Group}/v1";
        (await ApplyAsync(path, apiVersion, "Widget", Other, "\"spec\":{\"a\":1}")).IsFailure(409, "Conflict", "uid mismatch");
        (await ApplyAsync(path, apiVersion, "Widget", "", "\"spec\":{\"a\":1}")).Is(201);

        IsImmutable(await ApplyAsync(path, apiVersion, "Widget", Other, "\"spec\":{\"a\":2}"));
        IsImmutable(await Api.PatchAsync(path, PatchType.Merge, $$$"""{"metadata":{"uid":"{{{Other}}}"},"spec":{"a":2}}"""));
        (await ApplyAsync($"{path}/status", apiVersion, "Widget", Other, "\"status\":{\"a\":2}")).Is(200);
        (await Api.PatchAsync($"{path}/status", PatchType.Merge, $$$"""{"metadata":{"uid":"{{{Other}}}"},"status":{"a":3}}""")).Is(200)["spec/a"].ShouldBe("1");
        (await Api.PutAsync(path, $$$"""{"apiVersion":"{{{apiVersion}}}","kind":"Widget","metadata":{"name":"a","uid":"{{{Other}}}"},"spec":{"a":2}}""")).IsFailure(409, "Conflict", "Precondition failed: UID");
    }

    private static void IsImmutable(Answer answer, string message = "field is immutable") =>
        answer.IsFailure(422, "Invalid", message).HasCause("metadata.uid", "FieldValueInvalid", "field is immutable");

    private Task<Answer> ApplyAsync(string path, string apiVersion, string kind, string uid, string body, bool force = true, string name = "a") => Api.ApplyAsync(
        path,
        "one",
        $$$"""{"apiVersion":"{{{apiVersion}}}","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}"{{{(uid.Length > 0 ? $",\"uid\":\"{uid}\"" : "")}}}},{{{body}}}}""",
        force);
}

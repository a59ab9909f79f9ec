namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>JSON, merge and strategic merge patches.</summary>
public abstract class PatchCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_merge_patch_sets_replaces_and_removes()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"keep":"1","change":"1","drop":"1"}"""));

        var patched = (await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"data":{"change":"2","drop":null,"new":"3"}}""")).Is(200);

        patched["data"].ShouldBe("""{"change":"2","keep":"1","new":"3"}""");
    }

    [Fact]
    public async Task A_merge_patch_replaces_lists()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        var patched = (await Api.PatchAsync(In("apps/v1", "deployments/web"), PatchType.Merge, """{"spec":{"template":{"spec":{"containers":[{"name":"other","image":"x"}]}}}}""")).Is(200);

        patched.Body.At("spec/template/spec/containers")!.AsArray().Count.ShouldBe(1);
        patched["spec/template/spec/containers/0/name"].ShouldBe("other");
    }

    [Fact]
    public async Task A_merge_patch_that_changes_nothing_writes_nothing()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        var patched = (await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"data":{"k":"v"}}""")).Is(200);

        patched.ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task A_patch_with_an_old_resourceVersion_is_a_conflict()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        (await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"data":{"k":"v"}}""")).Is(200);

        var answer = await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, $$"""{"metadata":{"resourceVersion":"{{made.ResourceVersion}}"},"data":{"k":"w"} }""");

        answer.IsFailure(409, "Conflict", "the object has been modified");
    }

    [Fact]
    public async Task A_patch_with_the_present_resourceVersion_is_taken()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, $$"""{"metadata":{"resourceVersion":"{{made.ResourceVersion}}"},"data":{"k":"w"} }""")).Is(200)["data/k"].ShouldBe("w");
    }

    [Fact]
    public async Task A_patch_with_another_uid_is_refused()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"metadata":{"uid":"11111111-1111-1111-1111-111111111111"}}""");

        answer["reason"].ShouldBeOneOf("Conflict", "Invalid");
    }

    [Fact]
    public async Task A_patch_of_what_is_not_there_is_not_found()
    {
        (await Api.PatchAsync(V1("configmaps/absent"), PatchType.Merge, "{}")).IsFailure(404, "NotFound", "configmaps \"absent\" not found");
    }

    [Fact]
    public async Task A_patch_cannot_rename()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"metadata":{"name":"b"}}""")).Code.ShouldBeOneOf(400, 422);
    }

    [Fact]
    public async Task A_json_patch_adds_replaces_removes_moves_and_copies()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"a":"1","b":"2","c":"3"}"""));

        var patched = (await Api.PatchAsync(
            V1("configmaps/a"),
            PatchType.Json,
            """[{"op":"test","path":"/data/a","value":"1"},{"op":"replace","path":"/data/a","value":"9"},{"op":"remove","path":"/data/b"},{"op":"move","from":"/data/c","path":"/data/d"},{"op":"copy","from":"/data/d","path":"/data/e"},{"op":"add","path":"/data/f","value":"6"}]""")).Is(200);

        patched["data"].ShouldBe("""{"a":"9","d":"3","e":"3","f":"6"}""");
    }

    [Fact]
    public async Task A_json_patch_edits_lists_by_index()
    {
        await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a","finalizers":["x.example.com/1","x.example.com/2"]}}""");

        var patched = (await Api.PatchAsync(
            V1("configmaps/a"),
            PatchType.Json,
            """[{"op":"add","path":"/metadata/finalizers/1","value":"x.example.com/mid"},{"op":"add","path":"/metadata/finalizers/-","value":"x.example.com/end"},{"op":"remove","path":"/metadata/finalizers/0"}]""")).Is(200);

        patched["metadata/finalizers"].ShouldBe("""["x.example.com/mid","x.example.com/2","x.example.com/end"]""");
        await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"metadata":{"finalizers":null}}""");
    }

    [Fact]
    public async Task A_json_patch_reaches_keys_with_slashes()
    {
        await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a","annotations":{"example.com/x":"1"}}}""");

        var patched = (await Api.PatchAsync(V1("configmaps/a"), PatchType.Json, """[{"op":"replace","path":"/metadata/annotations/example.com~1x","value":"2"}]""")).Is(200);

        patched["metadata/annotations/example.com~1x"].ShouldBe("2");
    }

    [Fact]
    public async Task A_failed_test_of_a_json_patch_is_invalid_and_changes_nothing()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        var answer = await Api.PatchAsync(V1("configmaps/a"), PatchType.Json, """[{"op":"add","path":"/data/x","value":"1"},{"op":"test","path":"/data/k","value":"other"}]""");

        answer.IsFailure(422, "Invalid", "the server rejected our request due to an error in our request");
        (await Api.GetAsync(V1("configmaps/a"))).ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task A_json_patch_of_an_absent_path_is_invalid()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        (await Api.PatchAsync(V1("configmaps/a"), PatchType.Json, """[{"op":"replace","path":"/nothing/here","value":"x"}]""")).IsFailure(422, "Invalid");
    }

    [Theory]
    [InlineData(PatchType.Json, "{}")]
    [InlineData(PatchType.Strategic, "{\"a\":")]
    public async Task A_malformed_patch_is_a_bad_request(string type, string body)
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PatchAsync(V1("configmaps/a"), type, body)).IsFailure(400, "BadRequest");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":")]
    public async Task A_malformed_merge_patch_is_refused(string body)
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, body);

        answer.Code.ShouldBeGreaterThanOrEqualTo(400, "1.20 says 422 and 500, later ones 400");
        answer["kind"].ShouldBe("Status");
    }

    [Fact]
    public async Task A_strategic_patch_merges_containers_by_name()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        var patched = (await StrategicAsync("""{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"envoy"},{"name":"main","image":"nginx:2"}]}}}}""")).Is(200);

        var images = patched.Body.At("spec/template/spec/containers")!.AsArray().ToDictionary(container => container.Text("name")!, container => container.Text("image"));
        images.ShouldBe(new Dictionary<string, string?> { ["main"] = "nginx:2", ["side"] = "envoy" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_strategic_patch_deletes_one_of_a_list()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        (await StrategicAsync("""{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"envoy"}]}}}}""")).Is(200);

        var patched = (await StrategicAsync("""{"spec":{"template":{"spec":{"containers":[{"name":"side","$patch":"delete"}]}}}}""")).Is(200);

        patched.Body.At("spec/template/spec/containers")!.AsArray().Select(container => container.Text("name")).ShouldBe(["main"]);
    }

    [Fact]
    public async Task A_strategic_patch_replaces_a_map_when_told()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"x":"1","y":"2"}"""));

        var patched = (await Api.PatchAsync(V1("configmaps/a"), PatchType.Strategic, """{"data":{"$patch":"replace","z":"3"}}""")).Is(200);

        patched["data"].ShouldBe("""{"z":"3"}""");
    }

    [Fact]
    public async Task A_strategic_patch_merges_sets_of_strings()
    {
        await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a","finalizers":["x.example.com/1"]}}""");

        var added = (await Api.PatchAsync(V1("configmaps/a"), PatchType.Strategic, """{"metadata":{"finalizers":["x.example.com/2"]}}""")).Is(200);
        var removed = (await Api.PatchAsync(V1("configmaps/a"), PatchType.Strategic, """{"metadata":{"$deleteFromPrimitiveList/finalizers":["x.example.com/1"]}}""")).Is(200);

        added.Body.At("metadata/finalizers")!.AsArray().Select(item => item!.GetValue<string>()).ShouldBe(["x.example.com/1", "x.example.com/2"], ignoreOrder: true);
        removed["metadata/finalizers"].ShouldBe("""["x.example.com/2"]""");
        await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"metadata":{"finalizers":null}}""");
    }

    [Fact]
    public async Task A_strategic_patch_merges_environment_and_ports()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        (await StrategicAsync("""{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"A","value":"1"},{"name":"B","value":"2"}],"ports":[{"containerPort":80}]}]}}}}""")).Is(200);

        var patched = (await StrategicAsync("""{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"B","value":"3"}],"ports":[{"containerPort":81}]}]}}}}""")).Is(200);

        patched.Body.At("spec/template/spec/containers/0/env")!.AsArray().Select(variable => $"{variable.Text("name")}={variable.Text("value")}").ShouldBe(["A=1", "B=3"], ignoreOrder: true);
        patched.Body.At("spec/template/spec/containers/0/ports")!.AsArray().Select(port => port.Text("containerPort")).ShouldBe(["80", "81"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_strategic_patch_removes_with_null()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"x":"1","y":"2"}"""));

        (await Api.PatchAsync(V1("configmaps/a"), PatchType.Strategic, """{"data":{"x":null}}""")).Is(200)["data"].ShouldBe("""{"y":"2"}""");
    }

    [Fact]
    public async Task A_strategic_patch_merges_owner_references_by_uid()
    {
        await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a","ownerReferences":[{"apiVersion":"example.com/v1","kind":"X","name":"x","uid":"u1"}],"finalizers":["x.example.com/1"]}}""");

        var patched = (await Api.PatchAsync(V1("configmaps/a"), PatchType.Strategic, """{"metadata":{"ownerReferences":[{"apiVersion":"example.com/v1","kind":"Y","name":"y","uid":"u2"}]}}""")).Is(200);

        patched.Body.At("metadata/ownerReferences")!.AsArray().Select(owner => owner.Text("uid")).ShouldBe(["u1", "u2"], ignoreOrder: true);
        await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"metadata":{"finalizers":null}}""");
    }

    [Fact]
    public async Task The_validity_of_a_patched_object_is_checked()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        (await Api.PatchAsync(In("apps/v1", "deployments/web"), PatchType.Merge, """{"spec":{"replicas":-1}}""")).IsFailure(422, "Invalid").HasCause("spec.replicas", "FieldValueInvalid");
    }

    private Task<Answer> StrategicAsync(string body) => Api.PatchAsync(In("apps/v1", "deployments/web"), PatchType.Strategic, body);
}

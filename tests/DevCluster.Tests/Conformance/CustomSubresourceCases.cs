namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Status and scale of custom resources.</summary>
public abstract class CustomSubresourceCases(ClusterSource cluster) : CustomResourceCase(cluster)
{
    [Fact]
    public async Task With_a_status_subresource_status_and_spec_are_written_apart()
    {
        var crd = await MakeAsync(version: WithStatus);
        var path = $"{crd.In(Namespace)}/a";
        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", """{"x":1}""", more: ",\"status\":{\"phase\":\"Sneaked\"}"));
        var status = (await Api.PatchAsync(path + "/status", PatchType.Merge, """{"spec":{"x":9},"status":{"phase":"Ready"}}""")).Is(200);
        var main = (await Api.PatchAsync(path, PatchType.Merge, """{"spec":{"x":2},"status":{"phase":"Lost"}}""")).Is(200);

        made["status"].ShouldBeNull();
        status["spec/x"].ShouldBe("1");
        status["status/phase"].ShouldBe("Ready");
        status["metadata/generation"].ShouldBe("1");
        main["spec/x"].ShouldBe("2");
        main["status/phase"].ShouldBe("Ready");
        main["metadata/generation"].ShouldBe("2");
    }

    [Fact]
    public async Task Metadata_does_not_count_as_a_generation()
    {
        var crd = await MakeAsync(version: WithStatus);
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"x":1}"""));

        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"metadata":{"labels":{"x":"y"},"annotations":{"a":"b"}}}""")).Is(200)["metadata/generation"].ShouldBe("1");
    }

    [Fact]
    public async Task Without_a_status_subresource_the_status_is_an_ordinary_field()
    {
        var crd = await MakeAsync();
        var path = $"{crd.In(Namespace)}/a";
        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", "{}", more: ",\"status\":{\"phase\":\"New\"}"));

        var patched = (await Api.PatchAsync(path, PatchType.Merge, """{"status":{"phase":"Ready"}}""")).Is(200);

        made["status/phase"].ShouldBe("New");
        patched["status/phase"].ShouldBe("Ready");
        patched["metadata/generation"].ShouldBe("2");
        (await Api.PatchAsync(path + "/status", PatchType.Merge, """{"status":{"phase":"X"}}""")).Is(404);
    }

    [Fact]
    public async Task A_custom_resource_is_scaled()
    {
        var crd = await MakeAsync(
            version: ",\"subresources\":{\"status\":{},\"scale\":{\"specReplicasPath\":\".spec.count\",\"statusReplicasPath\":\".status.count\",\"labelSelectorPath\":\".status.selector\"}}");
        var path = $"{crd.In(Namespace)}/a";
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"count":2}"""));
        (await Api.PatchAsync(path + "/status", PatchType.Merge, """{"status":{"count":1,"selector":"app=a"}}""")).Is(200);

        var scale = (await Api.GetAsync(path + "/scale")).Is(200);
        var scaled = (await Api.PatchAsync(path + "/scale", PatchType.Merge, """{"spec":{"replicas":5}}""")).Is(200);

        scale["kind"].ShouldBe("Scale");
        scale["apiVersion"].ShouldBe("autoscaling/v1");
        scale["spec/replicas"].ShouldBe("2");
        scale["status/replicas"].ShouldBe("1");
        scale["status/selector"].ShouldBe("app=a");
        scaled["spec/replicas"].ShouldBe("5");
        (await Api.GetAsync(path)).Is(200)["spec/count"].ShouldBe("5");
    }

    [Fact]
    public async Task A_status_patch_with_an_old_version_is_a_conflict()
    {
        var crd = await MakeAsync(version: WithStatus);
        var path = $"{crd.In(Namespace)}/a";
        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));
        (await Api.PatchAsync(path, PatchType.Merge, """{"metadata":{"labels":{"x":"y"}}}""")).Is(200);

        (await Api.PatchAsync(path + "/status", PatchType.Merge, $$"""{"metadata":{"resourceVersion":"{{made.ResourceVersion}}"},"status":{"phase":"Ready"} }""")).IsFailure(409, "Conflict", "the object has been modified");
    }

    [Fact]
    public async Task A_status_patch_that_changes_nothing_writes_nothing()
    {
        var crd = await MakeAsync(version: WithStatus);
        var path = $"{crd.In(Namespace)}/a";
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));
        var first = (await Api.PatchAsync(path + "/status", PatchType.Merge, """{"status":{"phase":"Ready"}}""")).Is(200);

        (await Api.PatchAsync(path + "/status", PatchType.Merge, """{"status":{"phase":"Ready"}}""")).Is(200).ResourceVersion.ShouldBe(first.ResourceVersion);
    }
}

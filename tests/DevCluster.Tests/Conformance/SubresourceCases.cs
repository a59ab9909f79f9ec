namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>status and scale.</summary>
public abstract class SubresourceCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private string Web => In("apps/v1", "deployments/web");

    [Fact]
    public async Task Status_in_a_create_is_dropped()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web").TrimEnd()[..^1] + ""","status":{"replicas":5}}""");

        made["status/replicas"].ShouldBeNull();
    }

    [Fact]
    public async Task Status_in_an_update_of_the_object_is_ignored()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        (await Api.PatchAsync(Web + "/status", PatchType.Merge, """{"status":{"replicas":2}}""")).Is(200);

        var patched = (await Api.PatchAsync(Web, PatchType.Merge, """{"spec":{"replicas":4},"status":{"replicas":9}}""")).Is(200);

        patched["status/replicas"].ShouldBe("2");
        patched["spec/replicas"].ShouldBe("4");
    }

    [Fact]
    public async Task A_status_update_changes_only_the_status()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        var changed = made.Body!.DeepClone();
        changed["spec"]!["replicas"] = 9;
        changed["metadata"]!["labels"] = System.Text.Json.Nodes.JsonNode.Parse("""{"sneaked":"in"}""");
        changed["status"] = System.Text.Json.Nodes.JsonNode.Parse("""{"replicas":3,"observedGeneration":1}""");

        var updated = (await Api.PutAsync(Web + "/status", changed.ToJsonString())).Is(200);

        updated["status/replicas"].ShouldBe("3");
        updated["spec/replicas"].ShouldBe("1");
        updated["metadata/generation"].ShouldBe("1");
        updated["metadata/labels/sneaked"].ShouldBeNull();
    }

    [Fact]
    public async Task A_status_is_read_with_the_object()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        var read = (await Api.GetAsync(Web + "/status")).Is(200);

        read["kind"].ShouldBe("Deployment");
        read["metadata/name"].ShouldBe("web");
    }

    [Fact]
    public async Task A_status_update_with_an_old_resourceVersion_is_a_conflict()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        (await Api.PatchAsync(Web, PatchType.Merge, """{"metadata":{"labels":{"a":"b"}}}""")).Is(200);

        (await Api.PutAsync(Web + "/status", made.Text)).IsFailure(409, "Conflict");
    }

    [Fact]
    public async Task Conditions_merge_by_type_in_a_strategic_status_patch()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        (await Api.PatchAsync(Web + "/status", PatchType.Strategic, """{"status":{"conditions":[{"type":"Available","status":"False"}]}}""")).Is(200);

        var patched = (await Api.PatchAsync(Web + "/status", PatchType.Strategic, """{"status":{"conditions":[{"type":"Progressing","status":"True"},{"type":"Available","status":"True"}]}}""")).Is(200);

        patched.Body.At("status/conditions")!.AsArray().Select(condition => $"{condition.Text("type")}={condition.Text("status")}").ShouldBe(["Available=True", "Progressing=True"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_kind_without_status_has_no_such_path()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.GetAsync(V1("configmaps/a/status"))).IsFailure(404, "NotFound", "the server could not find the requested resource");
    }

    [Fact]
    public async Task A_deployment_is_scaled()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web", "\"replicas\":2"));
        (await Api.PatchAsync(Web + "/status", PatchType.Merge, """{"status":{"replicas":2}}""")).Is(200);

        var scale = (await Api.GetAsync(Web + "/scale")).Is(200);
        var scaled = (await Api.PutAsync(Web + "/scale", scale.Body.With("spec/replicas", 5))).Is(200);

        scale["kind"].ShouldBe("Scale");
        scale["apiVersion"].ShouldBe("autoscaling/v1");
        scale["metadata/name"].ShouldBe("web");
        scale["metadata/namespace"].ShouldBe(Namespace);
        scale["spec/replicas"].ShouldBe("2");
        scale["status/replicas"].ShouldBe("2");
        scale["status/selector"].ShouldBe("app=web");
        scaled["spec/replicas"].ShouldBe("5");
        var read = (await Api.GetAsync(Web)).Is(200);
        read["spec/replicas"].ShouldBe("5");
        read["metadata/generation"].ShouldBe("2");
    }

    [Fact]
    public async Task A_scale_can_be_patched()
    {
        await CreateAsync(In("apps/v1", "statefulsets"), Make.Deployment("db").Replace("\"Deployment\"", "\"StatefulSet\"", StringComparison.Ordinal));

        (await Api.PatchAsync(In("apps/v1", "statefulsets/db/scale"), PatchType.Merge, """{"spec":{"replicas":3}}""")).Is(200)["spec/replicas"].ShouldBe("3");
        (await Api.GetAsync(In("apps/v1", "statefulsets/db"))).Is(200)["spec/replicas"].ShouldBe("3");
    }

    [Fact]
    public async Task A_negative_scale_is_invalid()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        (await Api.PatchAsync(Web + "/scale", PatchType.Merge, """{"spec":{"replicas":-1}}""")).IsFailure(422, "Invalid").HasCause("spec.replicas", "FieldValueInvalid", "must be greater than or equal to 0");
    }

    [Fact]
    public async Task A_scale_of_what_is_not_there_is_not_found()
    {
        (await Api.GetAsync(In("apps/v1", "deployments/absent/scale"))).IsFailure(404, "NotFound");
    }

    [Fact]
    public async Task A_pod_has_a_status()
    {
        await CreateAsync(V1("pods"), Make.Pod("a"));

        (await Api.GetAsync(V1("pods/a"))).Is(200)["status/phase"].ShouldBe("Pending");
        (await Api.PatchAsync(V1("pods/a/status"), PatchType.Strategic, """{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}""")).Is(200)["status/phase"].ShouldBe("Running");
    }

    [Fact]
    public async Task Status_of_a_namespace_is_its_phase()
    {
        (await Api.GetAsync($"/api/v1/namespaces/{Namespace}/status")).Is(200)["status/phase"].ShouldBe("Active");
    }
}

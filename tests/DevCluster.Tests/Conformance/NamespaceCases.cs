namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>The life of namespaces.</summary>
public abstract class NamespaceCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private string Own => $"/api/v1/namespaces/{Namespace}";

    [Fact]
    public async Task A_new_namespace_is_active()
    {
        var read = (await Api.GetAsync(Own)).Is(200);

        read["status/phase"].ShouldBe("Active");
        read["spec/finalizers"].ShouldBe("""["kubernetes"]""");
    }

    [Fact]
    [Since("1.21")]
    public async Task A_namespace_is_labelled_with_its_name()
    {
        (await Api.GetAsync(Own)).Is(200)["metadata/labels/kubernetes.io~1metadata.name"].ShouldBe(Namespace);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData("kube-public")]
    public async Task The_namespaces_of_the_system_are_there(string name) =>
        await WaitForAsync(name, $"/api/v1/namespaces/{name}", answer => answer["status/phase"] == "Active");

    [Fact]
    public async Task Nothing_can_be_made_in_a_namespace_that_is_not_there()
    {
        var answer = await Api.PostAsync($"/api/v1/namespaces/{Namespace}-absent/configmaps", Make.ConfigMap("a"));

        answer.IsFailure(404, "NotFound", $"namespaces \"{Namespace}-absent\" not found");
        answer["details/kind"].ShouldBe("namespaces");
    }

    [Fact]
    public async Task A_namespace_that_is_not_there_lists_nothing()
    {
        (await Api.GetAsync($"/api/v1/namespaces/{Namespace}-absent/configmaps")).Is(200).Items.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("Upper")]
    public async Task The_name_of_a_namespace_is_a_label(string name)
    {
        (await Api.PostAsync("/api/v1/namespaces", $$"""{"metadata":{"name":"{{name}}"} }""")).IsFailure(422, "Invalid", $"Namespace \"{name}\" is invalid: metadata.name: Invalid value: \"{name}\"", "RFC 1123 label");
    }

    [Fact]
    public async Task The_namespace_default_cannot_be_deleted()
    {
        (await Api.DeleteAsync("/api/v1/namespaces/default")).IsFailure(403, "Forbidden", "namespaces \"default\" is forbidden: this namespace may not be deleted");
    }

    [Fact]
    public async Task A_deleted_namespace_takes_its_contents_with_it()
    {
        var name = await OtherNamespaceAsync();
        await CreateAsync($"{name}/configmaps", Make.ConfigMap("a"));
        await CreateAsync(name.Replace("/api/v1/", "/apis/apps/v1/", StringComparison.Ordinal) + "/deployments", Make.Deployment("web"));

        var answer = (await Api.DeleteAsync(name)).Is(200);

        answer["status/phase"].ShouldBe("Terminating");
        answer["metadata/deletionTimestamp"].ShouldNotBeNull();
        await WaitUntilGoneAsync(name);
        (await Api.GetAsync($"{name}/configmaps/a")).Is(404);
        (await Api.GetAsync(name.Replace("/api/v1/", "/apis/apps/v1/", StringComparison.Ordinal) + "/deployments")).Is(200).Items.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_terminating_namespace_waits_for_finalizers_and_takes_nothing_new()
    {
        var name = await OtherNamespaceAsync();
        await CreateAsync($"{name}/configmaps", """{"metadata":{"name":"held","finalizers":["x.example.com/hold"]}}""");
        (await Api.DeleteAsync(name)).Is(200);
        await WaitForAsync("the deletion of the held object", $"{name}/configmaps/held", answer => answer["metadata/deletionTimestamp"] is not null);

        var refused = await Api.PostAsync($"{name}/configmaps", Make.ConfigMap("late"));
        var changed = await Api.PatchAsync($"{name}/configmaps/held", PatchType.Merge, """{"data":{"k":"v"}}""");
        (await Api.GetAsync(name)).Is(200)["status/phase"].ShouldBe("Terminating");
        (await Api.PatchAsync($"{name}/configmaps/held", PatchType.Merge, """{"metadata":{"finalizers":null}}""")).Is(200);

        refused.IsFailure(403, "Forbidden", $"configmaps \"late\" is forbidden: unable to create new content in namespace {name.Split('/')[^1]} because it is being terminated");
        refused.HasCause("metadata.namespace", "NamespaceTerminating");
        changed.Is(200);
        await WaitUntilGoneAsync(name);
    }

    [Fact]
    public async Task A_namespace_can_be_labelled()
    {
        (await Api.PatchAsync(Own, PatchType.Merge, """{"metadata":{"labels":{"team":"a"}}}""")).Is(200)["metadata/labels/team"].ShouldBe("a");
    }

    [Fact]
    public async Task Namespaces_are_not_deleted_as_a_collection()
    {
        (await Api.DeleteAsync("/api/v1/namespaces")).IsFailure(405, "MethodNotAllowed");
    }

    private async Task<string> OtherNamespaceAsync()
    {
        var path = DeleteAtEnd($"/api/v1/namespaces/{Namespace}-other");
        await CreateAsync("/api/v1/namespaces", $$"""{"metadata":{"name":"{{Namespace}}-other"} }""");
        return path;
    }
}

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What a list holds, and in which order.</summary>
public abstract class ListCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_list_has_the_kind_of_a_list_and_a_resourceVersion()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("b"));
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var list = (await Api.GetAsync(V1("configmaps?labelSelector=!ca"))).Is(200);

        list["kind"].ShouldBe("ConfigMapList");
        list["apiVersion"].ShouldBe("v1");
        list.ResourceVersion.ShouldNotBeNull();
        list.Names.Where(name => name.Length == 1).ShouldBe(["a", "b"]);
        list.Items[0]!["kind"].ShouldBeNull("items of a built-in list carry no kind");
    }

    [Fact]
    public async Task An_empty_list_has_items()
    {
        var list = (await Api.GetAsync(V1("secrets"))).Is(200);

        list.Items.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_list_without_a_namespace_spans_all()
    {
        var marker = $"m{Guid.NewGuid().ToString("N")[..8]}";
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", labels: $$"""{"marker":"{{marker}}"}"""));
        var other = $"{Namespace}-other";
        await CreateAsync("/api/v1/namespaces", $$"""{"metadata":{"name":"{{other}}"} }""");
        DeleteAtEnd($"/api/v1/namespaces/{other}");
        await CreateAsync($"/api/v1/namespaces/{other}/configmaps", Make.ConfigMap("b", labels: $$"""{"marker":"{{marker}}"}"""));

        var list = (await Api.GetAsync($"/api/v1/configmaps?labelSelector=marker={marker}")).Is(200);

        list.Items.Select(item => $"{item.Text("metadata/namespace")}/{item.Text("metadata/name")}").ShouldBe([$"{Namespace}/a", $"{other}/b"], ignoreOrder: true);
    }

    [Fact]
    public async Task Lists_are_ordered_by_namespace_and_name()
    {
        foreach (var name in new[] { "c", "a-b", "a", "b" })
            await CreateAsync(V1("secrets"), Make.Secret(name, "\"type\":\"Opaque\""));

        (await Api.GetAsync(V1("secrets"))).Is(200).Names.ShouldBe(["a", "a-b", "b", "c"]);
    }

    [Fact]
    public async Task A_read_at_any_version_is_served()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.GetAsync(V1("secrets?resourceVersion=0"))).Is(200)["kind"].ShouldBe("SecretList");
    }

    [Fact]
    public async Task A_list_not_older_than_a_write_has_the_write()
    {
        var made = await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));

        (await Api.GetAsync(V1($"secrets?resourceVersion={made.ResourceVersion}"))).Is(200).Names.ShouldBe(["a"]);
    }
}

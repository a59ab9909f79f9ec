namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Lists in pages.</summary>
public abstract class PagingCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_limit_cuts_the_list_and_a_token_continues_it()
    {
        await CreateSecretsAsync("a", "b", "c", "d", "e");

        var first = (await Api.GetAsync(V1("secrets?limit=2"))).Is(200);
        var second = (await Api.GetAsync(V1($"secrets?limit=2&continue={Token(first)}"))).Is(200);
        var third = (await Api.GetAsync(V1($"secrets?limit=2&continue={Token(second)}"))).Is(200);

        first.Names.ShouldBe(["a", "b"]);
        second.Names.ShouldBe(["c", "d"]);
        third.Names.ShouldBe(["e"]);
        first["metadata/remainingItemCount"].ShouldBe("3");
        second["metadata/remainingItemCount"].ShouldBe("1");
        third["metadata/continue"].ShouldBeNull();
        third["metadata/remainingItemCount"].ShouldBeNull();
    }

    [Fact]
    public async Task Pages_show_one_moment()
    {
        await CreateSecretsAsync("a", "b", "c");
        var first = (await Api.GetAsync(V1("secrets?limit=1"))).Is(200);
        await CreateSecretsAsync("bb");
        (await Api.DeleteAsync(V1("secrets/c"))).Is(200);

        var rest = (await Api.GetAsync(V1($"secrets?continue={Token(first)}"))).Is(200);

        rest.Names.ShouldBe(["b", "c"]);
        rest.ResourceVersion.ShouldBe(first.ResourceVersion);
    }

    [Fact]
    public async Task A_limit_that_is_not_reached_gives_no_token()
    {
        await CreateSecretsAsync("a");

        var list = (await Api.GetAsync(V1("secrets?limit=5"))).Is(200);

        list.Names.ShouldBe(["a"]);
        list["metadata/continue"].ShouldBeNull();
    }

    [Fact]
    public async Task A_selector_holds_over_pages()
    {
        foreach (var name in new[] { "a", "b", "c", "d" })
            await CreateAsync(V1("secrets"), $$"""{"metadata":{"name":"{{name}}","labels":{"odd":"{{(name is "a" or "c" ? "yes" : "no")}}"} } }""");

        var first = (await Api.GetAsync(V1("secrets?limit=1&labelSelector=odd=yes"))).Is(200);
        var second = (await Api.GetAsync(V1($"secrets?limit=1&labelSelector=odd=yes&continue={Token(first)}"))).Is(200);

        first.Names.ShouldBe(["a"]);
        second.Names.ShouldBe(["c"]);
        first["metadata/remainingItemCount"].ShouldBeNull("with a selector the rest is not counted");
    }

    [Fact]
    public async Task A_malformed_token_is_a_bad_request()
    {
        (await Api.GetAsync(V1("secrets?limit=1&continue=nonsense"))).IsFailure(400, "BadRequest", "continue key is not valid");
    }

    [Fact]
    public async Task A_token_with_a_resourceVersion_is_a_bad_request()
    {
        await CreateSecretsAsync("a", "b");
        var first = (await Api.GetAsync(V1("secrets?limit=1"))).Is(200);

        (await Api.GetAsync(V1($"secrets?limit=1&continue={Token(first)}&resourceVersion=1"))).IsFailure(400, "BadRequest", "specifying resource version is not allowed when using continue");
    }

    [Fact]
    public async Task A_list_exactly_at_a_version_shows_what_was_then()
    {
        await CreateSecretsAsync("a");
        var then = (await Api.GetAsync(V1("secrets"))).Is(200);
        (await Api.PatchAsync(V1("secrets/a"), PatchType.Merge, """{"metadata":{"labels":{"x":"y"}}}""")).Is(200);
        await CreateSecretsAsync("b");

        var list = (await Api.GetAsync(V1($"secrets?resourceVersion={then.ResourceVersion}&resourceVersionMatch=Exact&limit=500"))).Is(200);

        list.Names.ShouldBe(["a"]);
        list["items/0/metadata/labels"].ShouldBeNull();
        list.ResourceVersion.ShouldBe(then.ResourceVersion);
    }

    [Fact]
    public async Task A_list_not_older_than_a_version_may_be_newer()
    {
        await CreateSecretsAsync("a");
        var then = (await Api.GetAsync(V1("secrets"))).Is(200);
        await CreateSecretsAsync("b");

        (await Api.GetAsync(V1($"secrets?resourceVersion={then.ResourceVersion}&resourceVersionMatch=NotOlderThan"))).Is(200).Names.ShouldContain("a");
    }

    [Fact]
    public async Task A_match_without_a_version_is_invalid()
    {
        (await Api.GetAsync(V1("secrets?resourceVersionMatch=Exact"))).IsFailure(422, "Invalid", "resourceVersionMatch is forbidden unless resourceVersion is provided");
    }

    [Fact]
    public async Task Objects_of_all_namespaces_are_paged_together()
    {
        await CreateSecretsAsync("a", "b", "c");

        var first = (await Api.GetAsync($"/api/v1/secrets?limit=2&fieldSelector=metadata.namespace={Namespace}")).Is(200);
        var second = (await Api.GetAsync($"/api/v1/secrets?limit=2&fieldSelector=metadata.namespace={Namespace}&continue={Token(first)}")).Is(200);

        first.Names.ShouldBe(["a", "b"]);
        second.Names.ShouldBe(["c"]);
    }

    private static string Token(Answer page) => Uri.EscapeDataString(page["metadata/continue"].ShouldNotBeNull(page.Text));

    private async Task CreateSecretsAsync(params string[] names)
    {
        foreach (var name in names)
            await CreateAsync(V1("secrets"), Make.Secret(name, "\"type\":\"Opaque\""));
    }
}

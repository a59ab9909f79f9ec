namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>The stream of changes.</summary>
public abstract class WatchCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_watch_tells_creation_change_and_deletion()
    {
        var list = (await Api.GetAsync(V1("secrets"))).Is(200);
        await using var watch = await Api.WatchAsync(V1("secrets"), $"resourceVersion={list.ResourceVersion}");

        var made = await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        var changed = (await Api.PatchAsync(V1("secrets/a"), PatchType.Merge, """{"metadata":{"labels":{"x":"y"}}}""")).Is(200);
        (await Api.DeleteAsync(V1("secrets/a"))).Is(200);

        watch.Code.ShouldBe(200);
        watch.ContentType.ShouldStartWith("application/json");
        var added = await watch.NextIsAsync("ADDED", "a");
        added["metadata/resourceVersion"].ShouldBe(made.ResourceVersion);
        added["kind"].ShouldBe("Secret");
        (await watch.NextIsAsync("MODIFIED", "a"))["metadata/resourceVersion"].ShouldBe(changed.ResourceVersion);
        var deleted = await watch.NextIsAsync("DELETED", "a");
        deleted["metadata/labels/x"].ShouldBe("y");
        ulong.Parse(deleted["metadata/resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(ulong.Parse(changed.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_watch_without_a_version_begins_with_what_is_there()
    {
        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        await using var watch = await Api.WatchAsync(V1("secrets"));
        await watch.NextIsAsync("ADDED", "a");

        await CreateAsync(V1("secrets"), Make.Secret("b", "\"type\":\"Opaque\""));

        await watch.NextIsAsync("ADDED", "b");
    }

    [Fact]
    public async Task A_watch_resumes_after_a_version()
    {
        var first = await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        await CreateAsync(V1("secrets"), Make.Secret("b", "\"type\":\"Opaque\""));
        (await Api.DeleteAsync(V1("secrets/a"))).Is(200);

        await using var watch = await Api.WatchAsync(V1("secrets"), $"resourceVersion={first.ResourceVersion}");

        await watch.NextIsAsync("ADDED", "b");
        await watch.NextIsAsync("DELETED", "a");
    }

    [Fact]
    public async Task A_write_that_changes_nothing_is_no_event()
    {
        var made = await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        await using var watch = await Api.WatchAsync(V1("secrets"), $"resourceVersion={made.ResourceVersion}");

        (await Api.PutAsync(V1("secrets/a"), made.Text)).Is(200);
        await CreateAsync(V1("secrets"), Make.Secret("b", "\"type\":\"Opaque\""));

        await watch.NextIsAsync("ADDED", "b");
    }

    [Fact]
    public async Task A_watch_of_labels_sees_objects_come_and_go()
    {
        var list = (await Api.GetAsync(V1("secrets"))).Is(200);
        await using var watch = await Api.WatchAsync(V1("secrets"), $"labelSelector=x%3Dy&resourceVersion={list.ResourceVersion}");

        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        (await Api.PatchAsync(V1("secrets/a"), PatchType.Merge, """{"metadata":{"labels":{"x":"y"}}}""")).Is(200);
        (await Api.PatchAsync(V1("secrets/a"), PatchType.Merge, """{"metadata":{"labels":{"more":"m"}}}""")).Is(200);
        (await Api.PatchAsync(V1("secrets/a"), PatchType.Merge, """{"metadata":{"labels":{"x":"z"}}}""")).Is(200);
        (await Api.PatchAsync(V1("secrets/a"), PatchType.Merge, """{"metadata":{"labels":{"x":"y"}}}""")).Is(200);

        await watch.NextIsAsync("ADDED", "a");
        await watch.NextIsAsync("MODIFIED", "a");
        await watch.NextIsAsync("DELETED", "a");
        await watch.NextIsAsync("ADDED", "a");
    }

    [Fact]
    public async Task An_object_that_leaves_a_selector_is_told_as_it_was_with_the_new_version()
    {
        var made = await CreateAsync(V1("secrets"), """{"metadata":{"name":"a","labels":{"x":"y"}}}""");
        await using var watch = await Api.WatchAsync(V1("secrets"), $"labelSelector=x%3Dy&resourceVersion={made.ResourceVersion}");

        var left = (await Api.PatchAsync(V1("secrets/a"), PatchType.Merge, """{"metadata":{"labels":{"x":"z"}}}""")).Is(200);

        var deleted = await watch.NextIsAsync("DELETED", "a");
        deleted["metadata/labels/x"].ShouldBe("y");
        deleted["metadata/resourceVersion"].ShouldBe(left.ResourceVersion);
    }

    [Fact]
    public async Task One_object_is_watched_by_its_name()
    {
        var list = (await Api.GetAsync(V1("secrets"))).Is(200);
        await using var watch = await Api.WatchAsync(V1("secrets"), $"fieldSelector=metadata.name%3Db&resourceVersion={list.ResourceVersion}");

        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        await CreateAsync(V1("secrets"), Make.Secret("b", "\"type\":\"Opaque\""));

        await watch.NextIsAsync("ADDED", "b");
    }

    [Fact]
    public async Task All_namespaces_are_watched_together()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("first"));
        await using var watch = await Api.WatchAsync("/api/v1/configmaps", $"labelSelector=marker%3D{Namespace}&resourceVersion={made.ResourceVersion}");

        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", labels: $$"""{"marker":"{{Namespace}}"}"""));

        (await watch.NextIsAsync("ADDED", "a"))["metadata/namespace"].ShouldBe(Namespace);
    }

    [Fact]
    public async Task A_watch_ends_at_its_timeout()
    {
        await using var watch = await Api.WatchAsync(V1("secrets"), "timeoutSeconds=1");

        (await watch.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Bookmarks_come_before_the_end_of_a_watch()
    {
        var list = (await Api.GetAsync(V1("secrets"))).Is(200);
        await using var watch = await Api.WatchAsync(V1("secrets"), $"resourceVersion={list.ResourceVersion}&allowWatchBookmarks=true&timeoutSeconds=8");
        var made = await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\"")); // nothing to mark without an event
        await watch.NextIsAsync("ADDED", "a");

        var bookmark = await watch.NextIsAsync("BOOKMARK");

        bookmark["kind"].ShouldBe("Secret");
        bookmark["apiVersion"].ShouldBe("v1");
        bookmark["metadata/name"].ShouldBeNull();
        ulong.Parse(bookmark["metadata/resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThanOrEqualTo(ulong.Parse(made.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_malformed_version_is_refused()
    {
        var answer = await Api.GetAsync(V1("secrets?watch=true&resourceVersion=new"));

        answer.Code.ShouldBeGreaterThanOrEqualTo(400, "1.20 says 500, later ones 4xx");
        answer["kind"].ShouldBe("Status");
        answer["message"].ShouldNotBeNull().ShouldContain("resourceVersion: Invalid value: \"new\"", Case.Sensitive);
    }

    [Fact]
    public async Task The_older_watch_path_works()
    {
        await using var watch = await Api.WatchAsync($"/api/v1/watch/namespaces/{Namespace}/secrets");

        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));

        await watch.NextIsAsync("ADDED", "a");
    }

    [Fact]
    public async Task Two_watches_see_the_same_order()
    {
        var list = (await Api.GetAsync(V1("secrets"))).Is(200);
        await using var first = await Api.WatchAsync(V1("secrets"), $"resourceVersion={list.ResourceVersion}");
        await using var second = await Api.WatchAsync(V1("secrets"), $"resourceVersion={list.ResourceVersion}");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(index => CreateAsync(V1("secrets"), Make.Secret($"s{index}", "\"type\":\"Opaque\""))));

        var seenByFirst = new List<string?>();
        var seenBySecond = new List<string?>();
        for (var index = 0; index < 20; index++)
        {
            seenByFirst.Add((await first.NextIsAsync("ADDED"))["metadata/resourceVersion"]);
            seenBySecond.Add((await second.NextIsAsync("ADDED"))["metadata/resourceVersion"]);
        }

        seenByFirst.ShouldBe(seenBySecond);
        seenByFirst.Select(version => ulong.Parse(version!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
    }

    [Fact]
    [Since("1.27")]
    public async Task SendInitialEvents_ends_the_first_listing_with_a_bookmark()
    {
        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        await using var watch = await Api.WatchAsync(V1("secrets"), "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");

        await watch.NextIsAsync("ADDED", "a");
        (await watch.NextIsAsync("BOOKMARK"))["metadata/annotations/k8s.io~1initial-events-end"].ShouldBe("true");
    }

    [Fact]
    public async Task A_status_write_is_an_event()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        await using var watch = await Api.WatchAsync(In("apps/v1", "deployments"), $"resourceVersion={made.ResourceVersion}");

        (await Api.PatchAsync(In("apps/v1", "deployments/web/status"), PatchType.Merge, """{"status":{"replicas":1}}""")).Is(200);

        var modified = await watch.NextIsAsync("MODIFIED", "web");
        modified["status/replicas"].ShouldBe("1");
        modified["metadata/generation"].ShouldBe("1");
    }

    [Fact]
    public async Task A_pretended_write_is_no_event()
    {
        var made = await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        await using var watch = await Api.WatchAsync(V1("secrets"), $"resourceVersion={made.ResourceVersion}");

        (await Api.PatchAsync(V1("secrets/a?dryRun=All"), PatchType.Merge, """{"metadata":{"labels":{"x":"y"}}}""")).Is(200);
        (await Api.DeleteAsync(V1("secrets/a?dryRun=All"))).Is(200);
        await CreateAsync(V1("secrets"), Make.Secret("b", "\"type\":\"Opaque\""));

        await watch.NextIsAsync("ADDED", "b");
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.TestKit.Tests.ControlPlanes;

public sealed class ControlPlaneTests(RealClusterFixture fixture)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_with_the_version_it_was_built_from()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        using var client = cluster.CreateHttpClient(TestUsers.Admin);

        var version = await client.GetFromJsonAsync<JsonObject>("version", Ct);

        version!["gitVersion"]!.GetValue<string>().ShouldStartWith("v1.20.2");
        cluster.ServerVersion.ShouldBe(new Version(1, 20, 2));
        cluster.Name.ShouldBe("kube-apiserver 1.20.2");
    }

    [Fact]
    public async Task Requests_are_counted_per_user_from_a_mark_on()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        using var admin = cluster.CreateHttpClient(TestUsers.Admin);
        using var orkestra = cluster.CreateHttpClient(TestUsers.Orkestra);
        var space = await NewNamespaceAsync(admin, "count");
        await CreateConfigMapAsync(orkestra, space, "before");
        var mark = cluster.MarkRequests();

        await CreateConfigMapAsync(orkestra, space, "one");
        using (var patch = new StringContent("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"two"}}""", null!, "application/apply-patch+yaml"))
            await orkestra.PatchAsync($"api/v1/namespaces/{space}/configmaps/two?fieldManager=t", patch, Ct);
        await orkestra.GetAsync($"api/v1/namespaces/{space}/configmaps/absent", Ct);
        await CreateConfigMapAsync(admin, space, "other-user");

        var requests = await cluster.RequestsAsync(TestUsers.Orkestra, mark, Ct);
        requests.Where(request => request.IsIn(space)).Select(request => request.ToString()).ShouldBe(
        [
            $"create configmaps {space}/one 201",
            $"patch configmaps {space}/two 201",
            $"get configmaps {space}/absent 404",
        ]);
        requests.Count(request => request.Writes && request.IsIn(space)).ShouldBe(2);
    }

    [Fact]
    public async Task A_watch_is_counted_once_when_it_starts()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        using var admin = cluster.CreateHttpClient(TestUsers.Admin);
        var space = await NewNamespaceAsync(admin, "watch");
        var mark = cluster.MarkRequests();

        using (var running = await admin.GetAsync($"api/v1/namespaces/{space}/configmaps?watch=true", HttpCompletionOption.ResponseHeadersRead, Ct))
            (await CodesAsync()).ShouldBe([0]);
        using (var ended = await admin.GetAsync($"api/v1/namespaces/{space}/configmaps?watch=true&timeoutSeconds=1", Ct))
            await ended.Content.ReadAsStringAsync(Ct);

        (await CodesAsync()).Count.ShouldBe(2);
        (await CodesAsync())[1].ShouldBe(200);

        async Task<IReadOnlyList<int>> CodesAsync() =>
            [.. (await cluster.RequestsAsync(TestUsers.Admin, mark, Ct)).Where(request => request.Verb is "watch" && request.IsIn(space)).Select(request => request.StatusCode)];
    }

    [Fact]
    public async Task A_restart_keeps_the_data_and_the_address()
    {
        await using var cluster = await RealClusterFixture.StartOwnAsync(Ct);
        using var admin = cluster.CreateHttpClient(TestUsers.Admin);
        var space = await NewNamespaceAsync(admin, "restart");
        await CreateConfigMapAsync(admin, space, "kept");

        await cluster.StopApiServerAsync(graceful: true);
        await Should.ThrowAsync<HttpRequestException>(() => admin.GetAsync("version", Ct));
        await cluster.StartApiServerAsync(Ct);
        await cluster.RestartAsync(Ct);

        using var answer = await admin.GetAsync($"api/v1/namespaces/{space}/configmaps/kept", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_user_outside_system_masters_is_refused()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        using var guest = cluster.CreateHttpClient(TestUsers.Guest);
        using var nobody = cluster.CreateHttpClient(TestUsers.Admin);
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");

        (await guest.GetAsync("api/v1/namespaces", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await nobody.GetAsync("api/v1/namespaces", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_kubeconfig_is_private_and_kubectl_accepts_it()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        var kubeconfig = cluster.KubeconfigPath(TestUsers.Orkestra);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(kubeconfig).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var (exitCode, output, error) = await cluster.KubectlAsync(TestUsers.Orkestra, ["get", "namespace", "default", "-o", "name"], Ct);

        error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        output.Trim().ShouldBe("namespace/default");
    }

    [Fact]
    public async Task The_garbage_collector_deletes_children_of_a_deleted_owner_and_namespaces_are_emptied()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        using var admin = cluster.CreateHttpClient(TestUsers.Admin);
        var space = await NewNamespaceAsync(admin, "collect");
        var owner = await CreateConfigMapAsync(admin, space, "owner");
        await CreateConfigMapAsync(admin, space, "child", owner);

        await admin.DeleteAsync($"api/v1/namespaces/{space}/configmaps/owner", Ct);
        await Eventually.Async("the child to be collected", async ct => (await admin.GetAsync($"api/v1/namespaces/{space}/configmaps/child", ct)).StatusCode, status => status is HttpStatusCode.NotFound, cancellationToken: Ct);

        await admin.DeleteAsync($"api/v1/namespaces/{space}", Ct);
        await Eventually.Async("the namespace to go", async ct => (await admin.GetAsync($"api/v1/namespaces/{space}", ct)).StatusCode, status => status is HttpStatusCode.NotFound, cancellationToken: Ct);
    }

    [Fact]
    public async Task A_server_that_cannot_start_tells_the_end_of_its_log()
    {
        var real = RealClusterFixture.BinariesOrSkip();
        var folder = Directory.CreateTempSubdirectory("orkestra-broken-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "etcd"), real.Etcd);
            var broken = Path.Combine(folder, "kube-apiserver");
            await File.WriteAllTextAsync(broken, "#!/bin/sh\necho the reason it died\nexit 1\n", Ct);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(broken, UnixFileMode.UserRead | UnixFileMode.UserExecute);

            var error = await Should.ThrowAsync<ControlPlaneException>(() => ControlPlane.StartAsync(new ControlPlaneBinaries(folder), Ct));

            error.Message.ShouldContain("kube-apiserver ended while starting");
            error.Message.ShouldContain("the reason it died");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> NewNamespaceAsync(HttpClient admin, string name)
    {
        var space = $"{name}-{Guid.NewGuid():N}"[..20];
        using var answer = await admin.PostAsJsonAsync("api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = space } }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return space;
    }

    private static async Task<JsonObject> CreateConfigMapAsync(HttpClient client, string space, string name, JsonObject? owner = null)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["name"] = owner["metadata"]!["name"]!.GetValue<string>(),
                ["uid"] = owner["metadata"]!["uid"]!.GetValue<string>(),
            });
        }

        using var answer = await client.PostAsJsonAsync($"api/v1/namespaces/{space}/configmaps", new JsonObject { ["metadata"] = metadata }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
    }
}

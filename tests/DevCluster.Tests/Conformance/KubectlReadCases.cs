using Orkestra.TestKit.Clusters;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What people type to look and to wait. Each case runs with the kubectl of the machine and with 1.35; outputs are compared on what does not differ between versions.</summary>
public abstract class KubectlReadCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    public static TheoryData<string> Both => [Kubectl.Machine, Kubectl.Newer];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Version_tells_the_server(string which)
    {
        using var kubectl = Start(which);

        (await kubectl.RunAsync("version")).ShouldContain($"Server Version: v{Cluster.ServerVersion.Major}.{Cluster.ServerVersion.Minor}.");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Get_shows_a_table(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("services"), Make.Service("web"));

        var lines = (await kubectl.RunAsync("get services")).Split('\n');
        var wide = (await kubectl.RunAsync("get svc -o wide")).Split('\n');

        Words(lines[0]).ShouldBe(["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"]);
        Words(lines[1]).Take(2).ShouldBe(["web", "ClusterIP"]);
        Words(lines[1])[4].ShouldBe("80/TCP");
        Words(wide[0])[^1].ShouldBe("SELECTOR");
        Words(wide[1])[^1].ShouldBe("app=web");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Get_prints_names_paths_and_columns(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        await CreateAsync(V1("secrets"), Make.Secret("b", "\"type\":\"Opaque\""));

        (await kubectl.RunAsync("get secrets -o name")).ShouldBe("secret/a\nsecret/b");
        (await kubectl.RunAsync("get secret a -o jsonpath={.type}")).ShouldBe("Opaque");
        (await kubectl.RunAsync("get secrets -o custom-columns=N:.metadata.name --no-headers")).ShouldBe("a\nb");
        (await kubectl.RunAsync("get secret a -o yaml")).ShouldContain("kind: Secret");
        (await kubectl.RunAsync("get secrets -o json")).ShouldContain("\"kind\": \"List\"");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Get_chooses_by_labels_fields_and_kinds(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", labels: """{"x":"y"}"""));
        await CreateAsync(V1("secrets"), """{"metadata":{"name":"b","labels":{"x":"y"}}}""");
        await CreateAsync(V1("secrets"), Make.Secret("c", "\"type\":\"Opaque\""));

        (await kubectl.RunAsync("get configmaps,secrets -l x=y -o name")).ShouldBe("configmap/a\nsecret/b");
        (await kubectl.RunAsync("get secrets --field-selector metadata.name=c -o name")).ShouldBe("secret/c");
        (await kubectl.RunAsync($"get secrets -A --field-selector metadata.namespace={Namespace} --no-headers")).Split('\n').Length.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Get_of_what_is_not_there_fails(string which)
    {
        using var kubectl = Start(which);

        (await kubectl.FailAsync("get deployment absent")).ShouldBe("Error from server (NotFound): deployments.apps \"absent\" not found");
        (await kubectl.FailAsync("get nonsense")).ShouldContain("the server doesn't have a resource type \"nonsense\"");
        (await kubectl.TryAsync("get secrets")).Error.ShouldContain("No resources found");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Get_watches(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));

        // The request's timeout ends the watch; what came first is enough.
        var (_, output, _) = await kubectl.TryAsync("get secrets --watch --request-timeout=3s --no-headers");

        Words(output.Split('\n')[0]).Take(3).ShouldBe(["a", "Opaque", "0"]);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Describe_tells_about_an_object(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web", "\"replicas\":2"));
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"key":"value"}"""));
        await CreateAsync(V1("services"), Make.Service("web"));
        await CreateAsync(V1("events"), $$"""{"metadata":{"name":"e"},"involvedObject":{"kind":"Deployment","name":"web","namespace":"{{Namespace}}"},"reason":"Scaled","message":"up","type":"Normal"}""");

        var deployment = await kubectl.RunAsync("describe deployment web");
        var config = await kubectl.RunAsync("describe configmap a");
        var service = await kubectl.RunAsync("describe service web");

        deployment.ShouldContain("Replicas:");
        deployment.ShouldContain("2 desired");
        deployment.ShouldContain("StrategyType:           RollingUpdate");
        config.ShouldContain("key:\n----\nvalue");
        service.ShouldContain("Type:");
        service.ShouldContain("ClusterIP");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Describe_tells_about_a_pod(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("pods"), Make.Pod("p"));

        var told = await kubectl.RunAsync("describe pod p");

        told.ShouldMatch("Status: +Pending");
        told.ShouldMatch("QoS Class: +BestEffort");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Wait_sees_conditions_fields_and_deletions(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        var available = kubectl.RunAsync("wait deployment/web --for=condition=Available --timeout=60s");
        (await Api.PatchAsync(In("apps/v1", "deployments/web/status"), PatchType.Merge, """{"status":{"observedGeneration":1,"replicas":1,"conditions":[{"type":"Available","status":"True"}]}}""")).Is(200);

        (await available).ShouldBe("deployment.apps/web condition met");
        (await kubectl.RunAsync("wait deployment/web --for=jsonpath={.status.replicas}=1 --timeout=60s")).ShouldBe("deployment.apps/web condition met");
        var gone = kubectl.RunAsync("wait configmap/a --for=delete --timeout=60s");
        (await Api.DeleteAsync(V1("configmaps/a"))).Is(200);
        await gone;
        (await kubectl.FailAsync("wait deployment/web --for=condition=Never --timeout=1s")).ShouldContain("timed out waiting for the condition");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Api_resources_and_versions_are_listed(string which)
    {
        using var kubectl = Start(which);

        var resources = await ListedAsync(kubectl, "api-resources");
        var names = (await ListedAsync(kubectl, "api-resources --namespaced=true -o name")).Split('\n');
        var versions = (await kubectl.RunAsync("api-versions")).Split('\n');

        Words(resources.Split('\n')[0]).ShouldBe(["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"]);
        Words(resources.Split('\n').Single(line => line.StartsWith("deployments ", StringComparison.Ordinal))).ShouldBe(["deployments", "deploy", "apps/v1", "true", "Deployment"]);
        names.ShouldContain("configmaps");
        names.ShouldContain("deployments.apps");
        names.ShouldNotContain("namespaces");
        versions.ShouldContain("v1");
        versions.ShouldContain("apps/v1");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Explain_reads_the_schema(string which)
    {
        using var kubectl = Start(which);

        var told = await kubectl.RunAsync("explain deployment.spec.replicas");

        told.ShouldMatch("KIND: +Deployment");
        told.ShouldContain("replicas");
        told.ShouldContain("integer");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Rollout_status_reads_a_deployment(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        (await Api.PatchAsync(
            In("apps/v1", "deployments/web/status"),
            PatchType.Merge,
            """{"status":{"observedGeneration":1,"replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1}}""")).Is(200);

        (await kubectl.RunAsync("rollout status deployment/web --timeout=60s")).ShouldBe("deployment \"web\" successfully rolled out");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Get_all_shows_the_category(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        await CreateAsync(V1("services"), Make.Service("web"));
        await CreateAsync(V1("configmaps"), Make.ConfigMap("hidden"));

        (await kubectl.RunAsync("get all -o name")).Split('\n').ShouldBe(["service/web", "deployment.apps/web"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Events_are_listed(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("pods"), Make.Pod("p"));
        await CreateAsync(
            V1("events"),
            $$"""{"metadata":{"name":"e"},"involvedObject":{"apiVersion":"v1","kind":"Pod","name":"p","namespace":"{{Namespace}}"},"reason":"Because","message":"it was so","type":"Warning","lastTimestamp":"2030-01-01T00:00:00Z","count":1}""");

        var told = await kubectl.RunAsync("events --for pod/p");

        told.ShouldContain("Because");
        told.ShouldContain("it was so");
    }

    /// <summary>Other cases take their groups away meanwhile; kubectl lists the rest and complains about those.</summary>
    private static async Task<string> ListedAsync(Kubectl kubectl, string arguments)
    {
        var (code, output, error) = await kubectl.TryAsync(arguments);
        if (code != 0)
            error.ShouldContain("unable to retrieve the complete list of server APIs");
        return output;
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Kubectl Start(string which) => new(which, Cluster.KubeconfigPath(TestUsers.Admin), Namespace);
}

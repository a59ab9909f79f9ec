using Orkestra.TestKit.Clusters;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What people type to change things. Each case runs with the kubectl of the machine and with 1.35.</summary>
public abstract class KubectlWriteCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private const string ConfigYaml = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n";

    public static TheoryData<string> Both => [Kubectl.Machine, Kubectl.Newer];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Apply_creates_leaves_and_configures(string which)
    {
        using var kubectl = Start(which);

        (await kubectl.RunAsync("apply -f -", ConfigYaml)).ShouldBe("configmap/a created");
        (await kubectl.RunAsync("apply -f -", ConfigYaml)).ShouldBe("configmap/a unchanged");
        (await kubectl.RunAsync("apply -f -", ConfigYaml.Replace("k: v", "l: w", StringComparison.Ordinal))).ShouldBe("configmap/a configured");
        (await Api.GetAsync(V1("configmaps/a"))).Is(200)["data"].ShouldBe("""{"l":"w"}""");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Apply_of_a_deployment_merges_strategically(string which)
    {
        using var kubectl = Start(which);
        (await kubectl.RunAsync("apply -f -", Make.Deployment("web", "\"replicas\":2"))).ShouldBe("deployment.apps/web created");
        (await Api.PatchAsync(In("apps/v1", "deployments/web"), PatchType.Strategic, """{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"envoy"}]}}}}""")).Is(200);

        (await kubectl.RunAsync("apply -f -", Make.Deployment("web", image: "nginx:2"))).ShouldBe("deployment.apps/web configured");

        var read = (await Api.GetAsync(In("apps/v1", "deployments/web"))).Is(200);
        read.Body.At("spec/template/spec/containers")!.AsArray().Select(container => container.Text("image")).ShouldBe(["nginx:2", "envoy"], ignoreOrder: true);
        read["spec/replicas"].ShouldBe("1");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Apply_on_the_server_tells_conflicts_and_forces(string which)
    {
        using var kubectl = Start(which);

        (await kubectl.RunAsync("apply --server-side --field-manager=one -f -", ConfigYaml)).ShouldBe("configmap/a serverside-applied");
        var error = await kubectl.FailAsync("apply --server-side --field-manager=two -f -", ConfigYaml.Replace("k: v", "k: w", StringComparison.Ordinal));
        await kubectl.RunAsync("apply --server-side --field-manager=two --force-conflicts -f -", ConfigYaml.Replace("k: v", "k: w", StringComparison.Ordinal));

        error.ShouldContain("conflict with \"one\": .data.k");
        (await Api.GetAsync(V1("configmaps/a"))).Is(200)["data/k"].ShouldBe("w");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Apply_refuses_an_unknown_field(string which)
    {
        using var kubectl = Start(which);

        (await kubectl.FailAsync("apply --validate=true -f -", ConfigYaml + "surprise: 1\n")).ShouldContain("unknown field \"surprise\"");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Delete_removes_and_waits(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        await CreateAsync(V1("configmaps"), Make.ConfigMap("b", labels: """{"x":"y"}"""));

        (await kubectl.RunAsync("delete configmap a")).ShouldStartWith("configmap \"a\" deleted");
        (await kubectl.RunAsync("delete configmaps -l x=y")).ShouldStartWith("configmap \"b\" deleted");
        (await kubectl.FailAsync("delete configmap a")).ShouldContain("Error from server (NotFound): configmaps \"a\" not found");
        (await kubectl.RunAsync("delete configmap a --ignore-not-found")).ShouldBe("");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Delete_orphans_and_cascades(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("a"));
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("b"));

        await kubectl.RunAsync("delete deployment a --cascade=orphan --timeout=60s");
        await kubectl.RunAsync("delete deployment b --cascade=foreground --timeout=60s");

        (await Api.GetAsync(In("apps/v1", "deployments"))).Is(200).Items.Count.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Patch_takes_three_kinds(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        (await kubectl.RunAsync("patch deployment web -p {\\\"spec\\\":{\\\"replicas\\\":3}}")).ShouldBe("deployment.apps/web patched");
        (await kubectl.RunAsync("patch deployment web --type=merge -p {\\\"spec\\\":{\\\"replicas\\\":3}}")).ShouldBe("deployment.apps/web patched (no change)");
        await kubectl.RunAsync("patch deployment web --type=json -p [{\\\"op\\\":\\\"replace\\\",\\\"path\\\":\\\"/spec/replicas\\\",\\\"value\\\":5}]");
        await kubectl.RunAsync("patch deployment web --subresource=status --type=merge -p {\\\"status\\\":{\\\"replicas\\\":5}}");

        var read = (await Api.GetAsync(In("apps/v1", "deployments/web"))).Is(200);
        read["spec/replicas"].ShouldBe("5");
        read["status/replicas"].ShouldBe("5");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Edit_writes_what_the_editor_changed(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"before"}"""));

        (await kubectl.RunAsync("edit configmap a", editor: "sed -i s/before/after/")).ShouldBe("configmap/a edited");
        (await kubectl.TryAsync("edit configmap a", editor: "true")).Error.ShouldContain("Edit cancelled, no changes made.");

        (await Api.GetAsync(V1("configmaps/a"))).Is(200)["data/k"].ShouldBe("after");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Create_makes_objects_of_several_kinds(string which)
    {
        using var kubectl = Start(which);

        (await kubectl.RunAsync("create configmap a --from-literal=k=v")).ShouldBe("configmap/a created");
        (await kubectl.RunAsync("create secret generic s --from-literal=k=v")).ShouldBe("secret/s created");
        (await kubectl.RunAsync("create deployment web --image=nginx --replicas=2")).ShouldBe("deployment.apps/web created");
        (await kubectl.RunAsync("create serviceaccount robot")).ShouldBe("serviceaccount/robot created");
        (await kubectl.RunAsync("create service clusterip web --tcp=80:8080")).ShouldBe("service/web created");
        (await kubectl.RunAsync("create job once --image=busybox -- true")).ShouldBe("job.batch/once created");
        (await kubectl.RunAsync("create -f -", ConfigYaml.Replace("name: a", "name: b", StringComparison.Ordinal))).ShouldBe("configmap/b created");
        (await kubectl.FailAsync("create -f -", ConfigYaml)).ShouldContain("Error from server (AlreadyExists)");
        (await kubectl.RunAsync("create configmap pretended --dry-run=server --from-literal=k=v")).ShouldBe("configmap/pretended created (server dry run)");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Labels_and_annotations_are_set_and_removed(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await kubectl.RunAsync("label configmap a x=y")).ShouldBe("configmap/a labeled");
        (await kubectl.FailAsync("label configmap a x=z")).ShouldContain("already has a value (y), and --overwrite is false");
        (await kubectl.RunAsync("label configmap a x-")).ShouldBe("configmap/a unlabeled");
        (await kubectl.RunAsync("annotate configmap a note=hello")).ShouldBe("configmap/a annotated");

        var read = (await Api.GetAsync(V1("configmaps/a"))).Is(200);
        read["metadata/labels"].ShouldBeNull();
        read["metadata/annotations/note"].ShouldBe("hello");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Scale_changes_replicas(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        (await kubectl.RunAsync("scale deployment web --replicas=4")).ShouldBe("deployment.apps/web scaled");
        (await kubectl.FailAsync("scale deployment web --current-replicas=1 --replicas=9")).ShouldContain("Expected replicas to be 1, was 4");

        (await Api.GetAsync(In("apps/v1", "deployments/web"))).Is(200)["spec/replicas"].ShouldBe("4");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Replace_and_diff_work(string which)
    {
        using var kubectl = Start(which);
        await kubectl.RunAsync("create -f -", ConfigYaml);

        (await kubectl.RunAsync("replace -f -", ConfigYaml.Replace("k: v", "k: w", StringComparison.Ordinal))).ShouldBe("configmap/a replaced");
        var (code, output, _) = await kubectl.TryAsync("diff --server-side -f -", ConfigYaml.Replace("k: v", "l: x", StringComparison.Ordinal));

        code.ShouldBe(1);
        output.ShouldContain("+  l: x");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Set_image_and_expose_work(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        (await kubectl.RunAsync("set image deployment/web main=nginx:9")).ShouldBe("deployment.apps/web image updated");
        (await kubectl.RunAsync("expose deployment web --port=80")).ShouldBe("service/web exposed");

        (await Api.GetAsync(In("apps/v1", "deployments/web"))).Is(200)["spec/template/spec/containers/0/image"].ShouldBe("nginx:9");
        (await Api.GetAsync(V1("services/web"))).Is(200)["spec/selector/app"].ShouldBe("web");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Namespaces_are_made_and_deleted(string which)
    {
        using var kubectl = Start(which);
        var name = $"{Namespace}-more";

        (await kubectl.RunAsync($"create namespace {name}")).ShouldBe($"namespace/{name} created");
        (await kubectl.RunAsync($"get namespace {name} -o jsonpath={{.status.phase}}")).ShouldBe("Active");
        (await kubectl.RunAsync($"delete namespace {name} --timeout=80s")).ShouldBe($"namespace \"{name}\" deleted");

        (await Api.GetAsync($"/api/v1/namespaces/{name}")).Is(404);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Custom_resources_are_kinds_like_others(string which)
    {
        using var kubectl = Start(which);
        const string Columns = ",\"subresources\":{\"status\":{},\"scale\":{\"specReplicasPath\":\".spec.size\",\"statusReplicasPath\":\".status.size\"}},\"additionalPrinterColumns\":[{\"name\":\"Size\",\"type\":\"integer\",\"jsonPath\":\".spec.size\"}]";
        var definition = ScratchCrd.Definition(Namespace, """{"type":"object","properties":{"size":{"type":"integer","description":"How big."}}}""", Columns);
        var crd = new ScratchCrd($"{Namespace}.example.com", Namespaced: true);
        DeleteAtEnd(crd.DefinitionPath);

        (await kubectl.RunAsync("apply -f -", definition)).ShouldBe($"customresourcedefinition.apiextensions.k8s.io/{crd.Name} created");
        await kubectl.RunAsync($"wait crd/{crd.Name} --for=condition=Established --timeout=60s");
        await WaitForAsync("the kind to be served", crd.In(Namespace), answer => answer.Code == 200);
        (await kubectl.RunAsync("apply -f -", crd.Body("a", """{"size":3}"""))).ShouldBe($"widget.{crd.Group}/a created");
        (await kubectl.RunAsync("apply -f -", crd.Body("a", """{"size":4}"""))).ShouldBe($"widget.{crd.Group}/a configured");
        (await kubectl.FailAsync("apply --validate=false -f -", crd.Body("b", """{"size":"x"}"""))).ShouldContain("spec.size in body must be of type integer: \"string\"");
        var lines = (await kubectl.RunAsync($"get widgets.{crd.Group}")).Split('\n');
        await kubectl.RunAsync($"scale widgets.{crd.Group} a --replicas=7");
        var described = await kubectl.RunAsync($"describe widgets.{crd.Group} a");
        var removed = await kubectl.RunAsync($"delete crd {crd.Name} --timeout=60s");

        Words(lines[0]).ShouldBe(["NAME", "SIZE"]);
        Words(lines[1]).ShouldBe(["a", "4"]);
        described.ShouldMatch("Size: +7");
        removed.ShouldStartWith($"customresourcedefinition.apiextensions.k8s.io \"{crd.Name}\" deleted");
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Rollouts_pause_resume_and_restart(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        (await kubectl.RunAsync("rollout pause deployment/web")).ShouldBe("deployment.apps/web paused");
        (await kubectl.FailAsync("rollout pause deployment/web")).ShouldContain("deployments.apps \"web\" is already paused");
        (await kubectl.RunAsync("rollout resume deployment/web")).ShouldBe("deployment.apps/web resumed");
        (await kubectl.RunAsync("rollout restart deployment/web")).ShouldBe("deployment.apps/web restarted");

        var read = await Api.GetAsync(In("apps/v1", "deployments/web"));
        read["spec/paused"].ShouldBeNull();
        read["spec/template/metadata/annotations"].ShouldNotBeNull().ShouldContain("kubectl.kubernetes.io/restartedAt");
        read["metadata/generation"].ShouldBe("4");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Environment_and_resources_are_set(string which)
    {
        using var kubectl = Start(which);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        (await kubectl.RunAsync("set env deployment/web X=1")).ShouldBe("deployment.apps/web env updated");
        (await kubectl.RunAsync("set resources deployment/web --limits=cpu=1 --requests=cpu=500m")).ShouldBe("deployment.apps/web resource requirements updated");

        var container = (await Api.GetAsync(In("apps/v1", "deployments/web"))).Body.At("spec/template/spec/containers/0");
        container.At("env").ShouldBeJson("""[{"name":"X","value":"1"}]""");
        container.At("resources").ShouldBeJson("""{"limits":{"cpu":"1"},"requests":{"cpu":"500m"}}""");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Replace_by_force_makes_another_object(string which)
    {
        using var kubectl = Start(which);
        await kubectl.RunAsync("create -f -", ConfigYaml);
        var first = await Api.GetAsync(V1("configmaps/a"));

        await kubectl.RunAsync("replace --force -f -", ConfigYaml);

        (await Api.GetAsync(V1("configmaps/a"))).Is(200).Uid.ShouldNotBe(first.Uid);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task What_does_not_fit_is_told(string which)
    {
        using var kubectl = Start(which);
        await kubectl.RunAsync("create -f -", ConfigYaml);
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        (await kubectl.FailAsync("create -f -", ConfigYaml)).ShouldContain("configmaps \"a\" already exists");
        (await kubectl.FailAsync("wait configmap/a --for=delete --timeout=1s")).ShouldContain("timed out waiting for the condition on configmaps/a");
        (await kubectl.FailAsync("scale deployment/web --replicas=2 --current-replicas=9")).ShouldContain("9, was 1");
        (await kubectl.RunAsync("auth can-i get pods")).ShouldBe("yes");
    }

    private Kubectl Start(string which) => new(which, Cluster.KubeconfigPath(TestUsers.Admin), Namespace);
}

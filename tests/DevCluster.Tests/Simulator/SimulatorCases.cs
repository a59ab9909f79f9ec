using System.Text.Json.Nodes;
using Orkestra.DevCluster.Simulator;
using Orkestra.Kubernetes.Readiness;

namespace Orkestra.DevCluster.Tests.Simulator;

public abstract class SimulatorCases(ClusterSource cluster) : SimulatorCase(cluster)
{
    [Fact]
    public async Task Without_a_delay_one_write_is_enough()
    {
        var simulator = SimulateWithoutDelay();
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        await WaitForStateAsync(Web, ReadyState.Ready);

        await ShouldHavePatchedAsync(simulator, 1);
    }

    [Fact]
    public async Task A_restarted_simulator_writes_nothing_to_what_is_settled()
    {
        var first = SimulateWithoutDelay();
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        await CreateAsync(In("apps/v1", "statefulsets"), Workload("db", "StatefulSet"));
        await CreateAsync(In("batch/v1", "jobs"), Make.Job("once"));
        await CreateAsync(V1("services"), Make.Service("web", "\"type\":\"LoadBalancer\""));
        await CreateAsync(V1("pods"), Make.Pod("p"));
        await WaitForStateAsync(Web, ReadyState.Ready);
        await WaitForStateAsync(In("apps/v1", "statefulsets/db"), ReadyState.Ready);
        await WaitForAsync("the end of the job", In("batch/v1", "jobs/once"), answer => Condition(answer, "Complete") is not null);
        await WaitForStateAsync(V1("services/web"), ReadyState.Ready);
        await WaitForStateAsync(V1("pods/p"), ReadyState.Ready);
        await first.DisposeAsync();

        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = Simulate();
        foreach (var (group, kinds) in new[] { ("deployments", "Deployment"), ("statefulsets", "StatefulSet") })
            await CreateAsync(In("apps/v1", group), Workload("later", kinds));
        await WaitForAsync("the start of a later one", In("apps/v1", "deployments/later"), answer => answer["status/observedGeneration"] == "1");
        await WaitForAsync("the start of a later one", In("apps/v1", "statefulsets/later"), answer => answer["status/observedGeneration"] == "1");

        await ShouldHavePatchedAsync(second, 2);
    }

    [Fact]
    public async Task An_annotation_sets_the_delay()
    {
        Simulate();
        await CreateAsync(In("apps/v1", "deployments"), WithAnnotations(Make.Deployment("web"), delay: "15s"));
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("other"));
        await WaitForAsync("the start", Web, answer => answer["status/observedGeneration"] == "1");
        await WaitForAsync("the start of the other", In("apps/v1", "deployments/other"), answer => answer["status/observedGeneration"] == "1");

        Clock.Advance(Delay);
        await WaitForStateAsync(In("apps/v1", "deployments/other"), ReadyState.Ready);
        var early = (await Api.GetAsync(Web)).Is(200);
        Clock.Advance(TimeSpan.FromSeconds(5));

        Kstatus.Evaluate(early.Body!.AsObject()).State.ShouldBe(ReadyState.InProgress);
        await WaitForStateAsync(Web, ReadyState.Ready);
    }

    [Fact]
    public async Task A_kind_may_have_its_own_delay_and_outcome()
    {
        Simulate(new SimulatorOptions
        {
            Delay = Delay,
            Delays = new Dictionary<string, TimeSpan> { ["StatefulSet"] = TimeSpan.Zero, ["PersistentVolumeClaim"] = TimeSpan.Zero },
            Outcomes = new Dictionary<string, SimulatedOutcome> { ["PersistentVolumeClaim"] = SimulatedOutcome.Fail },
        });
        await CreateAsync(In("apps/v1", "statefulsets"), Workload("db", "StatefulSet"));
        await CreateAsync(V1("persistentvolumeclaims"), Claim);

        await WaitForStateAsync(In("apps/v1", "statefulsets/db"), ReadyState.Ready);
        await WaitForStateAsync(V1("persistentvolumeclaims/data"), ReadyState.Failed);
    }

    [Theory]
    [InlineData("statefulsets", "StatefulSet")]
    [InlineData("daemonsets", "DaemonSet")]
    [InlineData("replicasets", "ReplicaSet")]
    public async Task Other_workloads_get_ready_and_fail(string plural, string kind)
    {
        SimulateWithoutDelay();
        await CreateAsync(In("apps/v1", plural), Workload("good", kind));
        await CreateAsync(In("apps/v1", plural), WithAnnotations(Workload("bad", kind), outcome: "fail"));

        var good = await WaitForStateAsync(In("apps/v1", $"{plural}/good"), ReadyState.Ready);
        var bad = await WaitForAsync("the status of the bad one", In("apps/v1", $"{plural}/bad"), answer => answer["status/observedGeneration"] == "1");

        good["status/observedGeneration"].ShouldBe("1");
        Kstatus.Evaluate(bad.Body!.AsObject()).State.ShouldBe(ReadyState.InProgress);
    }

    [Fact]
    public async Task A_job_runs_and_completes()
    {
        Simulate();
        await CreateAsync(In("batch/v1", "jobs"), Make.Job("once", "\"completions\":3,\"parallelism\":2"));
        var path = In("batch/v1", "jobs/once");

        var active = await WaitForAsync("its start", path, answer => answer["status/active"] == "2");
        Clock.Advance(Delay);
        var over = await WaitForAsync("its end", path, answer => Condition(answer, "Complete") is not null);

        active["status/startTime"].ShouldNotBeNull();
        over["status/active"].ShouldBeNull();
        over["status/succeeded"].ShouldBe("3");
        over["status/startTime"].ShouldBe(active["status/startTime"]);
        over["status/completionTime"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""["false"]""", "Never", 2)]
    [InlineData("""["sh","-c","echo x; exit 3"]""", "Never", 2)]
    [InlineData("""["sh","-c","exit 3"]""", "OnFailure", 1)]
    public async Task A_job_whose_command_fails_reaches_its_limit(string command, string restartPolicy, int failed)
    {
        SimulateWithoutDelay();
        await CreateAsync(
            In("batch/v1", "jobs"),
            $$"""{"metadata":{"name":"once"},"spec":{"backoffLimit":1,"template":{"spec":{"restartPolicy":"{{restartPolicy}}","containers":[{"name":"main","image":"busybox","command":{{command}} }]} } } }""");

        var over = await WaitForAsync("its end", In("batch/v1", "jobs/once"), answer => Condition(answer, "Failed") is not null);

        over["status/failed"].ShouldBe($"{failed}");
        over["status/succeeded"].ShouldBeNull();
        Condition(over, "Failed").Text("reason").ShouldBe("BackoffLimitExceeded");
        Kstatus.Evaluate(over.Body!.AsObject()).State.ShouldBe(ReadyState.Failed);
    }

    [Fact]
    public async Task An_outcome_that_is_told_wins_over_the_command_of_a_job()
    {
        SimulateWithoutDelay();
        await CreateAsync(In("batch/v1", "jobs"), WithAnnotations(Make.Job("once", "\"backoffLimit\":0"), outcome: "fail"));

        var over = await WaitForStateAsync(In("batch/v1", "jobs/once"), ReadyState.Failed);

        over["status/failed"].ShouldBe("1");
    }

    [Fact]
    public async Task A_claim_is_bound_with_its_capacity()
    {
        SimulateWithoutDelay();
        await CreateAsync(V1("persistentvolumeclaims"), Claim);

        var bound = await WaitForStateAsync(V1("persistentvolumeclaims/data"), ReadyState.Ready);

        bound["status/phase"].ShouldBe("Bound");
        bound["status/capacity/storage"].ShouldBe("1Gi");
        bound["status/accessModes"].ShouldBe("""["ReadWriteOnce"]""");
    }

    [Fact]
    public async Task Only_a_load_balancer_gets_an_address()
    {
        var simulator = SimulateWithoutDelay();
        await CreateAsync(V1("services"), Make.Service("inside"));
        await CreateAsync(V1("services"), Make.Service("outside", "\"type\":\"LoadBalancer\""));

        var outside = await WaitForStateAsync(V1("services/outside"), ReadyState.Ready);

        outside["status/loadBalancer/ingress/0/ip"].ShouldNotBeNull().ShouldStartWith("203.0.113.");
        await ShouldHavePatchedAsync(simulator, 1);
    }

    [Fact]
    public async Task A_pod_runs_or_crashes()
    {
        SimulateWithoutDelay();
        await CreateAsync(V1("pods"), Make.Pod("good"));
        await CreateAsync(V1("pods"), WithAnnotations(Make.Pod("bad"), outcome: "fail"));

        var good = await WaitForStateAsync(V1("pods/good"), ReadyState.Ready);
        await WaitForStateAsync(V1("pods/bad"), ReadyState.Failed);

        good["status/phase"].ShouldBe("Running");
        good["status/containerStatuses/0/ready"].ShouldBe("true");
        good["status/podIP"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deleted_pod_on_a_node_ends()
    {
        SimulateWithoutDelay();
        await CreateAsync(V1("pods"), JsonNode.Parse(Make.Pod("p")).With("spec/nodeName", "n1"));
        await WaitForStateAsync(V1("pods/p"), ReadyState.Ready);

        (await Api.DeleteAsync(V1("pods/p"))).Is(200);

        await WaitUntilGoneAsync(V1("pods/p"));
    }

    [Fact]
    public async Task Writes_of_others_in_between_do_no_harm()
    {
        SimulateWithoutDelay();
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        for (var round = 1; round <= 20; round++)
            (await Api.PatchAsync(Web, PatchType.Merge, $$$"""{"metadata":{"labels":{"round":"{{{round}}}"} },"spec":{"replicas":{{{round}}} } }""")).Is(200);

        var ready = await WaitForAsync("20 ready replicas", Web, answer => answer["status/readyReplicas"] == "20");
        ready["metadata/labels/round"].ShouldBe("20");
        Kstatus.Evaluate(ready.Body!.AsObject()).State.ShouldBe(ReadyState.Ready);
    }

    [Fact]
    public async Task Many_workloads_cost_one_write_each()
    {
        const int Many = 40;
        var simulator = SimulateWithoutDelay();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(index => CreateAsync(In("apps/v1", "deployments"), Make.Deployment($"web-{index}"))));

        await WaitForAsync("all of them", In("apps/v1", "deployments"), answer => answer.Items.Count(item => item.Text("status/readyReplicas") == "1") == Many);

        await ShouldHavePatchedAsync(simulator, Many);
    }

    private const string Claim = """{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""";

    private static string Workload(string name, string kind) => Make.Deployment(name).Replace("\"Deployment\"", $"\"{kind}\"", StringComparison.Ordinal);
}

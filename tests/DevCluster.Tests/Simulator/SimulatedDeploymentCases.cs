using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Readiness;

namespace Orkestra.DevCluster.Tests.Simulator;

public abstract class SimulatedDeploymentCases(ClusterSource cluster) : SimulatorCase(cluster)
{
    [Fact]
    public async Task A_deployment_progresses_and_gets_available()
    {
        var simulator = Simulate();
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web", "\"replicas\":2"));

        var starting = await WaitForAsync("the start", Web, answer => answer["status/observedGeneration"] == "1");
        Clock.Advance(Delay);
        var ready = await WaitForStateAsync(Web, ReadyState.Ready);

        Kstatus.Evaluate(starting.Body!.AsObject()).State.ShouldBe(ReadyState.InProgress);
        starting["status/replicas"].ShouldBe("2");
        starting["status/unavailableReplicas"].ShouldBe("2");
        starting["status/readyReplicas"].ShouldBeNull();
        ready["status/readyReplicas"].ShouldBe("2");
        ready["status/availableReplicas"].ShouldBe("2");
        ready["status/unavailableReplicas"].ShouldBeNull();
        Condition(ready, "Available").Text("status").ShouldBe("True");
        Condition(ready, "Progressing").Text("reason").ShouldBe("NewReplicaSetAvailable");
        ready.Body.At("metadata/managedFields")!.AsArray().Select(entry => entry.Text("manager")).ShouldContain("orkestra-simulator");
        await ShouldHavePatchedAsync(simulator, 2);
    }

    [Fact]
    public async Task A_scaled_deployment_keeps_what_is_ready()
    {
        Simulate();
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web", "\"replicas\":2"));
        await WaitForAsync("the start", Web, answer => answer["status/observedGeneration"] == "1");
        Clock.Advance(Delay);
        await WaitForStateAsync(Web, ReadyState.Ready);

        (await Api.PatchAsync(Web, PatchType.Merge, """{"spec":{"replicas":5}}""")).Is(200);
        var scaling = await WaitForAsync("the new generation", Web, answer => answer["status/observedGeneration"] == "2");
        Clock.Advance(Delay);
        var scaled = await WaitForStateAsync(Web, ReadyState.Ready);

        scaling["status/replicas"].ShouldBe("5");
        scaling["status/readyReplicas"].ShouldBe("2");
        scaling["status/unavailableReplicas"].ShouldBe("3");
        scaled["status/readyReplicas"].ShouldBe("5");
    }

    [Fact]
    public async Task A_deployment_without_replicas_is_ready()
    {
        SimulateWithoutDelay();
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web", "\"replicas\":0"));

        var ready = await WaitForStateAsync(Web, ReadyState.Ready);

        ready["status/replicas"].ShouldBeNull();
    }

    [Fact]
    public async Task A_deployment_that_shall_fail_exceeds_its_deadline()
    {
        SimulateWithoutDelay();
        await CreateAsync(In("apps/v1", "deployments"), WithAnnotations(Make.Deployment("web"), outcome: "fail"));

        var failed = await WaitForStateAsync(Web, ReadyState.Failed);

        Condition(failed, "Progressing").Text("reason").ShouldBe("ProgressDeadlineExceeded");
        Condition(failed, "Available").Text("status").ShouldBe("False");
    }

    [Fact]
    public async Task A_stuck_deployment_goes_on_when_it_is_told()
    {
        Simulate();
        await CreateAsync(In("apps/v1", "deployments"), WithAnnotations(Make.Deployment("web"), outcome: "stuck"));
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("other"));
        await WaitForAsync("the start", Web, answer => answer["status/observedGeneration"] == "1");
        await WaitForAsync("the start of the other", In("apps/v1", "deployments/other"), answer => answer["status/observedGeneration"] == "1");
        Clock.Advance(Delay * 2);
        await WaitForStateAsync(In("apps/v1", "deployments/other"), ReadyState.Ready);
        var stuck = (await Api.GetAsync(Web)).Is(200);

        (await Api.PatchAsync(Web, PatchType.Merge, $$$"""{"metadata":{"annotations":{"{{{Annotated}}}/outcome":"ready","{{{Annotated}}}/delay":"0"} } }""")).Is(200);

        Kstatus.Evaluate(stuck.Body!.AsObject()).State.ShouldBe(ReadyState.InProgress);
        await WaitForStateAsync(Web, ReadyState.Ready);
    }
}

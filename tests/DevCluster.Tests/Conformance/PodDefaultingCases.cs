using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What the server fills in for pods and the workloads that make them.</summary>
public abstract class PodDefaultingCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_deployment_gets_its_defaults()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        made["spec/replicas"].ShouldBe("1");
        made.Body.At("spec/strategy").ShouldBeJson("""{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}}""");
        made["spec/revisionHistoryLimit"].ShouldBe("10");
        made["spec/progressDeadlineSeconds"].ShouldBe("600");
        made["status"].ShouldBe("{}");
    }

    [Fact]
    public async Task A_recreate_strategy_has_no_rolling_update()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web", "\"strategy\":{\"type\":\"Recreate\"}"));

        made["spec/strategy"].ShouldBe("""{"type":"Recreate"}""");
    }

    [Fact]
    public async Task A_pod_template_gets_its_defaults()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        var pod = made.Body.At("spec/template/spec");
        pod.Text("restartPolicy").ShouldBe("Always");
        pod.Text("terminationGracePeriodSeconds").ShouldBe("30");
        pod.Text("dnsPolicy").ShouldBe("ClusterFirst");
        pod.Text("securityContext").ShouldBe("{}");
        pod.Text("schedulerName").ShouldBe("default-scheduler");
        pod.Text("containers/0/terminationMessagePath").ShouldBe("/dev/termination-log");
        pod.Text("containers/0/terminationMessagePolicy").ShouldBe("File");
        pod.Text("containers/0/resources").ShouldBe("{}");
        made["spec/template/metadata/creationTimestamp"].ShouldBeNull();
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("nginx:1.27", "IfNotPresent")]
    [InlineData("example.com:5000/nginx", "Always")]
    [InlineData("example.com:5000/nginx:1", "IfNotPresent")]
    public async Task The_tag_decides_the_pull_policy(string image, string policy)
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web", image: image));

        made["spec/template/spec/containers/0/imagePullPolicy"].ShouldBe(policy);
    }

    [Fact]
    public async Task Ports_probes_volumes_and_environment_get_their_defaults()
    {
        var made = await CreateAsync(
            V1("pods"),
            """
            {"metadata":{"name":"p"},"spec":{"containers":[{"name":"main","image":"busybox","ports":[{"containerPort":80}],
            "livenessProbe":{"httpGet":{"port":80}},"env":[{"name":"N","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}],
            "volumes":[{"name":"c","configMap":{"name":"x"}},{"name":"s","secret":{"secretName":"x"}},{"name":"e"}]}}
            """);

        made["spec/containers/0/ports/0/protocol"].ShouldBe("TCP");
        made.Body.At("spec/containers/0/livenessProbe").ShouldBeJson(
            """{"httpGet":{"path":"/","port":80,"scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3}""");
        made["spec/containers/0/env/0/valueFrom/fieldRef/apiVersion"].ShouldBe("v1");
        made["spec/volumes/0/configMap/defaultMode"].ShouldBe("420");
        made["spec/volumes/1/secret/defaultMode"].ShouldBe("420");
        made["spec/volumes/2/emptyDir"].ShouldBe("{}");
    }

    [Fact]
    public async Task A_pod_gets_priority_tolerations_and_a_class_of_service()
    {
        var made = await CreateAsync(V1("pods"), Make.Pod("p"));

        made["spec/enableServiceLinks"].ShouldBe("true");
        made["spec/priority"].ShouldBe("0");
        made.Body.At("spec/tolerations")!.AsArray().Select(toleration => toleration.Text("key")).ShouldBe(["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"], ignoreOrder: true);
        made["status/phase"].ShouldBe("Pending");
        made["status/qosClass"].ShouldBe("BestEffort");
    }

    [Theory]
    [InlineData("{\"requests\":{\"cpu\":\"1\"}}", "Burstable")]
    [InlineData("{\"limits\":{\"cpu\":\"1\",\"memory\":\"1Gi\"}}", "Guaranteed")]
    public async Task Resources_decide_the_class_of_service(string resources, string expected)
    {
        var made = await CreateAsync(V1("pods"), $$"""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"main","image":"busybox","resources":{{resources}} }]} }""");

        made["status/qosClass"].ShouldBe(expected);
    }

    [Fact]
    public async Task Limits_are_requests_where_none_are_told()
    {
        var made = await CreateAsync(V1("pods"), """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"main","image":"busybox","resources":{"limits":{"cpu":"1"}}}]}}""");

        made["spec/containers/0/resources/requests/cpu"].ShouldBe("1");
    }

    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("0.5", "500m")]
    [InlineData("1500m", "1500m")]
    [InlineData("2", "2")]
    public async Task Quantities_of_cpu_are_made_canonical(string told, string kept) => (await LimitAsync("cpu", told)).ShouldBe(kept);

    [Theory]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1Gi", "1Gi")]
    [InlineData("0.5Gi", "512Mi")]
    [InlineData("1000k", "1M")]
    [InlineData("128974848", "128974848")]
    public async Task Quantities_of_memory_are_made_canonical(string told, string kept) => (await LimitAsync("memory", told)).ShouldBe(kept);

    [Fact]
    public async Task A_malformed_quantity_is_a_bad_request()
    {
        (await Api.PostAsync(V1("pods"), """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"main","image":"busybox","resources":{"limits":{"cpu":"lots"}}}]}}"""))
            .IsFailure(400, "BadRequest", "quantities must match the regular expression");
    }

    [Fact]
    public async Task A_job_gets_its_defaults_and_a_selector()
    {
        var made = await CreateAsync(In("batch/v1", "jobs"), Make.Job("once"));

        made["spec/backoffLimit"].ShouldBe("6");
        made["spec/completions"].ShouldBe("1");
        made["spec/parallelism"].ShouldBe("1");
        var labels = made.Body.At("spec/selector/matchLabels")!.AsObject();
        labels.Single().Key.ShouldEndWith("controller-uid");
        labels.Single().Value!.GetValue<string>().ShouldBe(made.Uid);
        made["spec/template/metadata/labels/controller-uid"].ShouldBe(made.Uid);
        made["spec/template/metadata/labels/job-name"].ShouldBe("once");
    }

    [Fact]
    public async Task A_stateful_set_gets_its_defaults()
    {
        var made = await CreateAsync(In("apps/v1", "statefulsets"), Make.Deployment("db").Replace("\"Deployment\"", "\"StatefulSet\"", StringComparison.Ordinal));

        made["spec/replicas"].ShouldBe("1");
        made["spec/podManagementPolicy"].ShouldBe("OrderedReady");
        made.Body.At("spec/updateStrategy").ShouldBeJson("""{"type":"RollingUpdate","rollingUpdate":{"partition":0}}""");
        made["spec/revisionHistoryLimit"].ShouldBe("10");
    }

    [Fact]
    public async Task A_daemon_set_gets_its_defaults()
    {
        var made = await CreateAsync(In("apps/v1", "daemonsets"), Make.Deployment("agent").Replace("\"Deployment\"", "\"DaemonSet\"", StringComparison.Ordinal));

        made["spec/updateStrategy/type"].ShouldBe("RollingUpdate");
        made["spec/updateStrategy/rollingUpdate/maxUnavailable"].ShouldBe("1");
        made["spec/revisionHistoryLimit"].ShouldBe("10");
    }

    [Fact]
    [Since("1.21")]
    public async Task A_cron_job_gets_its_defaults()
    {
        var made = await CreateAsync(
            In("batch/v1", "cronjobs"),
            $$"""{"metadata":{"name":"c"},"spec":{"schedule":"* * * * *","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"busybox"}]} } } } } }""");

        made["spec/concurrencyPolicy"].ShouldBe("Allow");
        made["spec/suspend"].ShouldBe("false");
        made["spec/successfulJobsHistoryLimit"].ShouldBe("3");
        made["spec/failedJobsHistoryLimit"].ShouldBe("1");
    }

    private async Task<string?> LimitAsync(string resource, string told)
    {
        var made = await CreateAsync(V1("pods"), $$"""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"main","image":"busybox","resources":{"limits":{"{{resource}}":"{{told}}"} } }]} }""");
        return made[$"spec/containers/0/resources/limits/{resource}"];
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Types;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Types;

public sealed class BuiltInDefaultsTests
{
    private static readonly BuiltInTypes Types = new();

    [Fact]
    public void A_deployment_gets_what_the_server_fills_in()
    {
        var deployment = Filled("apps", "v1", "Deployment",
            """{"spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"spec": {"containers": [{"name": "c", "image": "nginx", "ports": [{"containerPort": 80}], "livenessProbe": {"httpGet": {"port": 80}}}]}}}}""");
        Equal(deployment["spec"]!, """
            {"selector": {"matchLabels": {"a": "b"}}, "replicas": 1, "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600,
             "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": "25%"}},
             "template": {"metadata": {}, "spec": {"restartPolicy": "Always", "dnsPolicy": "ClusterFirst", "schedulerName": "default-scheduler", "terminationGracePeriodSeconds": 30, "securityContext": {},
               "containers": [{"name": "c", "image": "nginx", "imagePullPolicy": "Always", "resources": {}, "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
                 "ports": [{"containerPort": 80, "protocol": "TCP"}],
                 "livenessProbe": {"httpGet": {"port": 80, "path": "/", "scheme": "HTTP"}, "timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}}]}}}
            """);
    }

    [Fact]
    public void A_strategy_of_another_type_has_no_rolling_update()
    {
        Filled("apps", "v1", "Deployment", """{"spec": {"strategy": {"type": "Recreate"}}}""")["spec"]!["strategy"]!.ToJsonString().ShouldBe("""{"type":"Recreate"}""");
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("registry:5000/nginx", "Always")]
    [InlineData("nginx:1.27", "IfNotPresent")]
    [InlineData("nginx@sha256:0123", "IfNotPresent")]
    public void The_pull_policy_follows_the_tag(string image, string policy)
    {
        var pod = Filled("", "v1", "Pod", $$$"""{"spec": {"containers": [{"name": "c", "image": "{{{image}}}"}]}}""");
        pod["spec"]!["containers"]![0]!["imagePullPolicy"]!.GetValue<string>().ShouldBe(policy);
    }

    [Fact]
    public void A_service_targets_its_own_port()
    {
        var spec = Filled("", "v1", "Service", """{"spec": {"ports": [{"port": 80}, {"port": 81, "targetPort": "web"}]}}""")["spec"]!;
        Equal(spec, """
            {"type": "ClusterIP", "sessionAffinity": "None", "internalTrafficPolicy": "Cluster",
             "ports": [{"port": 80, "protocol": "TCP", "targetPort": 80}, {"port": 81, "protocol": "TCP", "targetPort": "web"}]}
            """);
    }

    [Theory]
    [InlineData("{}", """{"completions":1,"parallelism":1}""")]
    [InlineData("""{"parallelism": 3}""", """{"parallelism":3}""")]
    [InlineData("""{"completions": 3}""", """{"completions":3,"parallelism":1}""")]
    public void A_job_runs_once_unless_told(string spec, string counts)
    {
        var filled = (JsonObject)Filled("batch", "v1", "Job", $$$"""{"spec": {{{spec}}}}""")["spec"]!;
        var shown = new JsonObject(((string[])["completions", "parallelism"]).Where(filled.ContainsKey).Select(n => KeyValuePair.Create(n, filled[n]?.DeepClone())));
        shown.ToJsonString().ShouldBe(counts);
        filled["backoffLimit"]!.GetValue<int>().ShouldBe(6);
        filled["podReplacementPolicy"]!.GetValue<string>().ShouldBe("TerminatingOrFailed");
    }

    [Fact]
    public void A_new_job_selects_its_pods_by_its_uid()
    {
        var kind = Types.Find("batch", "v1", "Job")!;
        var job = (JsonObject)JsonNode.Parse("""{"metadata": {"name": "j", "uid": "u"}, "spec": {"template": {"metadata": {}, "spec": {}}}}""")!;
        BuiltInDefaults.FillNew(kind, job);
        job["spec"]!["selector"]!.ToJsonString().ShouldBe("""{"matchLabels":{"batch.kubernetes.io/controller-uid":"u"}}""");
        job["spec"]!["template"]!["metadata"]!["labels"]!["job-name"]!.GetValue<string>().ShouldBe("j");
    }

    [Fact]
    public void Zero_values_and_unknown_fields_are_not_kept()
    {
        var kind = Types.Find("apps", "v1", "Deployment")!;
        var deployment = (JsonObject)JsonNode.Parse("""
            {"metadata": {"labels": {}, "creationTimestamp": null}, "spec": {"paused": false, "replicas": 0, "foo": 1, "template": {"spec": {"hostNetwork": false, "containers": [{"name": "c", "imag": "x", "args": [], "resources": {"limits": {"cpu": "0.5", "memory": "1024Mi"}}}]}}}}
            """)!;
        BuiltInObjects.Normalize(kind, deployment).ShouldBe(["spec.foo", "spec.template.spec.containers[0].imag"]);
        Equal(deployment, """
            {"metadata": {}, "spec": {"replicas": 0, "strategy": {}, "template": {"metadata": {}, "spec": {"containers": [{"name": "c", "resources": {"limits": {"cpu": "500m", "memory": "1Gi"}}}]}}}, "status": {}}
            """);
    }

    [Fact]
    public void Secret_text_becomes_data()
    {
        var secret = Filled("", "v1", "Secret", """{"stringData": {"a": "b"}}""");
        secret["data"]!["a"]!.GetValue<string>().ShouldBe("Yg==");
        secret["stringData"].ShouldBeNull();
        secret["type"]!.GetValue<string>().ShouldBe("Opaque");
    }

    private static JsonObject Filled(string group, string version, string kind, string text)
    {
        var served = Types.Find(group, version, kind)!;
        var obj = (JsonObject)JsonNode.Parse(text)!;
        BuiltInObjects.Normalize(served, obj);
        BuiltInDefaults.Fill(served, obj);
        return obj;
    }

    private static void Equal(JsonNode actual, string expected)
    {
        if (!JsonNode.DeepEquals(actual, JsonNode.Parse(expected)))
            actual.ToJsonString().ShouldBe(JsonNode.Parse(expected)!.ToJsonString());
    }
}

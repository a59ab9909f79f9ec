using System.Text.Json.Nodes;
using Orkestra.DevCluster.Strategies;
using Orkestra.DevCluster.Types;
using Orkestra.DevCluster.Validation;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Validation;

public sealed class KindRulesTests
{
    private static readonly BuiltInTypes Types = new();

    [Theory]
    [InlineData("networking.k8s.io", "v1", "Ingress", "{}", "spec: Invalid value: null: either `defaultBackend` or `rules` must be specified")]
    [InlineData("networking.k8s.io", "v1", "Ingress", """{"rules": [{"http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": {}}]}}]}""", "spec.rules[0].http.paths[0].backend: Invalid value: \"\": resource or service backend is required")]
    [InlineData("networking.k8s.io", "v1", "NetworkPolicy", """{"ingress": [{"from": [{"ipBlock": {"cidr": "x"}}]}]}""", "spec.ingress[0].from[0].ipBlock.cidr: Invalid value: \"x\": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")]
    [InlineData("autoscaling", "v2", "HorizontalPodAutoscaler", """{"maxReplicas": 1, "minReplicas": 2}""", "spec.maxReplicas: Invalid value: 1: must be greater than or equal to `minReplicas`")]
    [InlineData("coordination.k8s.io", "v1", "Lease", """{"leaseDurationSeconds": 0}""", "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0")]
    public void What_fields_say_together_is_checked(string group, string version, string kind, string spec, string error)
    {
        var obj = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "a" }, ["spec"] = JsonNode.Parse(spec) };
        KindRules.Validate(Types.Find(group, version, kind)!, obj).Select(e => $"{e.Field}: {e.Body}").ShouldBe([error]);
    }

    [Theory]
    [InlineData("""{"rules": [{"http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "a"}}}]}}]}""")]
    [InlineData("""{"defaultBackend": {"service": {"name": "a"}}}""")]
    public void A_whole_ingress_is_valid(string spec) =>
        KindRules.Validate(Types.Find("networking.k8s.io", "v1", "Ingress")!, new JsonObject { ["spec"] = JsonNode.Parse(spec) }).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"volumes": [{"name": "v", "emptyDir": {}, "secret": {}}], "containers": []}""", "spec.volumes[0].secret")]
    [InlineData("""{"containers": [{"name": "c", "image": "i", "env": [{"name": "a", "value": "b", "valueFrom": {}}]}]}""", "spec.containers[0].env[0].valueFrom")]
    [InlineData("""{"containers": [{"name": "c", "image": "i", "resources": {"requests": {"cpu": "2"}, "limits": {"cpu": "1500m"}}}]}""", "spec.containers[0].resources.requests")]
    public void Parts_of_a_pod_must_fit(string spec, string field) =>
        PodRules.Validate((JsonObject)JsonNode.Parse(spec)!, "spec").Select(e => e.Field).ShouldContain(field);

    [Fact]
    public void A_value_that_a_field_does_not_know_is_named_with_those_it_knows()
    {
        var errors = BuiltInRules.Validate(Types.Find("apps", "v1", "StatefulSet")!, (JsonObject)JsonNode.Parse("""{"spec": {"podManagementPolicy": "X", "selector": {}, "template": {"spec": {"containers": [{"name": "a"}]}}}}""")!);
        errors.Select(e => $"{e.Field}: {e.Body}").ShouldContain("spec.podManagementPolicy: Unsupported value: \"X\": supported values: \"OrderedReady\", \"Parallel\"");
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Resources;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>Short forms are written at the newest API version and can be rewritten for servers that do not have it.</summary>
public sealed class OlderFormTests
{
    [Theory]
    [InlineData("batch/v1", "CronJob", "batch/v1beta1")]
    [InlineData("policy/v1", "PodDisruptionBudget", "policy/v1beta1")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "autoscaling/v2beta2")]
    [InlineData("networking.k8s.io/v1", "Ingress", "networking.k8s.io/v1beta1")]
    [InlineData("node.k8s.io/v1", "RuntimeClass", "node.k8s.io/v1beta1")]
    [InlineData("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration", "flowcontrol.apiserver.k8s.io/v1beta3 flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta1")]
    [InlineData("apps/v1", "Deployment", "")]
    [InlineData("batch/v1beta1", "CronJob", "")]
    public void A_kind_knows_its_older_versions(string apiVersion, string kind, string older) =>
        string.Join(' ', OlderForms.Of(apiVersion, kind).Select(form => form.ApiVersion)).ShouldBe(older);

    [Fact]
    public void An_ingress_is_written_with_the_flat_backends_of_its_older_version()
    {
        var ingress = JsonNode.Parse(
            """
            { "apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "spec": {
                "defaultBackend": { "service": { "name": "d", "port": { "name": "http" } } },
                "rules": [ { "host": "h", "http": { "paths": [ { "path": "/", "pathType": "Prefix", "backend": { "service": { "name": "s", "port": { "number": 80 } } } } ] } } ] } }
            """)!.AsObject();

        OlderForms.Of("networking.k8s.io/v1", "Ingress")[0].Rewrite(ingress);

        ingress.ShouldBeYaml(
            """
            apiVersion: networking.k8s.io/v1beta1
            kind: Ingress
            spec:
              backend: { serviceName: d, servicePort: http }
              rules: [ { host: h, http: { paths: [ { path: /, pathType: Prefix, backend: { serviceName: s, servicePort: 80 } } ] } } ]
            """);
    }

    [Fact]
    public void A_priority_level_is_written_with_the_older_name_of_its_shares()
    {
        var level = JsonNode.Parse("""{ "apiVersion": "flowcontrol.apiserver.k8s.io/v1", "spec": { "type": "Limited", "limited": { "nominalConcurrencyShares": 5 } } }""")!.AsObject();

        OlderForms.Of("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration")[2].Rewrite(level);

        level.ShouldBeYaml("{ apiVersion: flowcontrol.apiserver.k8s.io/v1beta1, spec: { type: Limited, limited: { assuredConcurrencyShares: 5 } } }");
    }
}

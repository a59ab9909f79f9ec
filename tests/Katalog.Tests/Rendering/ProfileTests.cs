using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

public sealed class ProfileTests
{
    [Theory]
    [InlineData("tiny", "25m", "64Mi", "100m", "128Mi")]
    [InlineData("small", "100m", "128Mi", "500m", "512Mi")]
    [InlineData("medium", "250m", "256Mi", "1", "1Gi")]
    [InlineData("large", "500m", "512Mi", "2", "2Gi")]
    [InlineData("burst", "200m", "256Mi", "2", "2Gi")]
    [InlineData("steady", "300m", "256Mi", "600m", "512Mi")]
    [InlineData("compute-heavy", "1", "512Mi", "2", "1Gi")]
    [InlineData("memory-heavy", "250m", "1Gi", "500m", "2Gi")]
    public async Task Resources_have_built_in_profiles(string name, string requestedCpu, string requestedMemory, string cpu, string memory) =>
        (await ContainerAsync($"resources: {{ profile: {name} }}"))["resources"].ShouldBeYaml(
            $"{{ requests: {{ cpu: \"{requestedCpu}\", memory: {requestedMemory} }}, limits: {{ cpu: \"{cpu}\", memory: {memory} }} }}");

    [Theory]
    [InlineData("fast", 5, 10, 2, 5)]
    [InlineData("standard", 15, 20, 3, 10)]
    [InlineData("patient", 30, 30, 5, 10)]
    [InlineData("slow-start", 0, 10, 30, 10)]
    public async Task Probes_have_built_in_profiles(string name, int initial, int period, int failures, int timeout) =>
        (await ContainerAsync($"port: 80\n      probes: {{ liveness: {{ profile: {name}, path: /x }} }}"))["livenessProbe"].ShouldBeYaml(
            $"{{ httpGet: {{ path: /x, port: 80 }}, initialDelaySeconds: {initial}, periodSeconds: {period}, failureThreshold: {failures}, timeoutSeconds: {timeout} }}");

    [Theory]
    [InlineData("baseline", "{ allowPrivilegeEscalation: false, capabilities: { drop: [ NET_RAW ] } }", "{ runAsNonRoot: false }")]
    [InlineData("restricted", "{ allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: [ ALL ] } }", "{ runAsNonRoot: true, runAsUser: 1000 }")]
    [InlineData("hardened", "{ allowPrivilegeEscalation: false, runAsNonRoot: true, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } }", "{ runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 }")]
    public async Task Security_contexts_have_built_in_profiles(string name, string container, string pod)
    {
        var spec = (await Render.OneAsync($"onReconcile:\n  deployments:\n    - {{ image: a, securityContext: {{ profile: {name} }}, podSecurity: {{ profile: {name} }} }}"))["spec"]!["template"]!["spec"]!;

        spec["containers"]![0]!["securityContext"].ShouldBeYaml(container);
        spec["securityContext"].ShouldBeYaml(pod);
    }

    [Theory]
    [InlineData("deployments", "safe", "strategy", "{ type: RollingUpdate, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }")]
    [InlineData("deployments", "fast", "strategy", "{ type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 25% } }")]
    [InlineData("deployments", "blue-green", "strategy", "{ type: RollingUpdate, rollingUpdate: { maxSurge: 100%, maxUnavailable: 0 } }")]
    [InlineData("statefulSets", "fast", "updateStrategy", "{ type: RollingUpdate, rollingUpdate: { maxUnavailable: 25% } }")]
    [InlineData("daemonSets", "fast", "updateStrategy", "{ type: RollingUpdate, rollingUpdate: { maxUnavailable: 25% } }")]
    [InlineData("daemonSets", "safe", "updateStrategy", "{ type: RollingUpdate, rollingUpdate: { maxSurge: 1 } }")]
    public async Task Rolling_updates_have_built_in_profiles(string list, string name, string key, string expected) =>
        (await Render.OneAsync($"onReconcile:\n  {list}:\n    - {{ image: a, rollingUpdate: {{ profile: {name} }} }}"))["spec"]![key].ShouldBeYaml(expected);

    [Fact]
    public async Task A_stateful_set_is_not_told_that_no_pod_may_be_away() =>
        (await Render.OneAsync("onReconcile:\n  statefulSets:\n    - { image: a, rollingUpdate: { profile: safe } }"))["spec"]!.AsObject().ContainsKey("updateStrategy").ShouldBeFalse();

    [Theory]
    [InlineData("web", 70, 300, 10, 60)]
    [InlineData("api", 60, 600, 5, 60)]
    [InlineData("latency-sensitive", 50, 900, 5, 120)]
    [InlineData("batch", 80, 120, 50, 60)]
    [InlineData("cost-optimized", 80, 60, 50, 60)]
    public async Task Autoscalers_have_built_in_profiles(string name, int cpu, int window, int percent, int period)
    {
        var spec = (await Render.OneAsync($"onReconcile:\n  hpa:\n    - {{ maxReplicas: 3, profile: {name} }}"))["spec"]!;

        spec["metrics"]![0]!["resource"]!["target"]!["averageUtilization"]!.GetValue<long>().ShouldBe(cpu);
        var down = spec["behavior"]!["scaleDown"]!;
        down["stabilizationWindowSeconds"]!.GetValue<long>().ShouldBe(window);
        down["policies"].ShouldBeYaml($"[ {{ type: Percent, value: {percent}, periodSeconds: {period} }} ]");
    }

    [Theory]
    [InlineData("small", "{ pods: \"10\", requests.cpu: \"1\", requests.memory: 2Gi, limits.cpu: \"2\", limits.memory: 4Gi }")]
    [InlineData("xlarge", "{ pods: \"100\", requests.cpu: \"8\", requests.memory: 16Gi, limits.cpu: \"16\", limits.memory: 32Gi }")]
    public async Task Quotas_have_built_in_profiles(string name, string hard) => (await Render.OneAsync($"onReconcile:\n  resourceQuotas: [ {{ profile: {name} }} ]"))["spec"]!["hard"].ShouldBeYaml(hard);

    [Theory]
    [InlineData("networkPolicies: [ { profile: deny-all } ]", "{ podSelector: {}, policyTypes: [ Ingress, Egress ] }")]
    [InlineData("networkPolicies: [ { profile: allow-same-namespace } ]", "{ podSelector: {}, policyTypes: [ Ingress ], ingress: [ { from: [ { podSelector: {} } ] } ] }")]
    [InlineData("networkPolicies: [ { profile: allow-dns-egress } ]", "{ podSelector: {}, policyTypes: [ Egress ], egress: [ { ports: [ { port: 53, protocol: UDP }, { port: 53, protocol: TCP } ] } ] }")]
    [InlineData("pdb: [ { profile: one-at-a-time, selector: { matchLabels: { a: b } } } ]", "{ maxUnavailable: 1, selector: { matchLabels: { a: b } } }")]
    [InlineData("limitRanges: [ { profile: small } ]", "{ limits: [ { type: Container, defaultRequest: { cpu: 50m, memory: 64Mi }, default: { cpu: 250m, memory: 256Mi } } ] }")]
    public async Task Policies_have_built_in_profiles(string list, string spec) => (await Render.OneAsync($"onReconcile:\n  {list}"))["spec"].ShouldBeYaml(spec);

    [Fact]
    public async Task A_profile_of_the_Katalog_beats_a_built_in_one_and_may_have_templates()
    {
        var entry = await WithProfilesAsync("{ resources: { small: { limits: { cpu: \"{{ .spec.cpu }}\" } }, own: { requests: { cpu: 9m } } } }", "resources: { profile: \"{{ .spec.size }}\" }");

        Resources("small").ShouldBeYaml("{ limits: { cpu: 3m } }");
        Resources("own").ShouldBeYaml("{ requests: { cpu: 9m } }");
        Resources("tiny")!["limits"]!["cpu"]!.ToString().ShouldBe("100m");
        Resources("").ShouldBeNull();

        System.Text.Json.Nodes.JsonNode? Resources(string size) =>
            EntryRenderer.RenderChildren(entry, Render.Context($$"""{ "size": "{{size}}", "cpu": "3m" }""")).Children.ShouldHaveSingleItem().Object!["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"];
    }

    [Fact]
    public async Task A_rendered_name_that_there_is_not_is_a_failure_with_the_nearest_one()
    {
        var failure = await Render.FailureAsync("onReconcile:\n  deployments:\n    - { image: a, resources: { profile: \"{{ .spec.size }}\" } }", """{ "size": "smal" }""");

        failure.Message.ShouldBe("there is no resources profile called smal: did you mean small?");
        failure.Place.YamlPath.ShouldBe("spec.crds.shop.operatorBox.onReconcile.deployments[0].resources.profile");
    }

    [Fact]
    public async Task What_the_templates_of_profiles_read_is_known()
    {
        var entry = await WithProfilesAsync("{ resources: { own: { limits: { cpu: \"{{ .status.cpu }}\" } } } }", "resources: { profile: \"{{ .spec.size }}\" }");

        entry.Reads.Status.Paths.ShouldHaveSingleItem().ShouldBe(["cpu"]);
    }

    private static async Task<Katalog.Model.CrdEntry> WithProfilesAsync(string profiles, string fields)
    {
        var result = await Sources.WithCrd().LoadAsync($"{Found.Box($"onReconcile:\n  deployments:\n    - image: a\n      {fields}")}profiles: {profiles}\n");
        Found.But(result).Select(found => found.ToString()).ShouldBeEmpty();
        return result.Katalog!.Entries.ShouldHaveSingleItem();
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ContainerAsync(string fields) =>
        (await Render.OneAsync($"onReconcile:\n  deployments:\n    - image: a\n      {fields}"))["spec"]!["template"]!["spec"]!["containers"]![0]!;
}

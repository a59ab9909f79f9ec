using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>Mistakes in resource entries and profiles are told with their exact place.</summary>
public sealed class ResourceDiagnosticTests
{
    private const string Hook = "spec.crds.shop.operatorBox.onReconcile";

    [Theory]
    // What can never work.
    [InlineData("podSecurityPolicies: [ { name: a } ]", "ORK1041 10:11 {0}.podSecurityPolicies")]
    [InlineData("volumes: [ { name: a } ]", "ORK1041 10:11 {0}.volumes")]
    [InlineData("resources: [ { apiVersion: v1, kind: Pod, metadata: { generateName: a, name: b } } ]", "ORK1041 10:65 {0}.resources[0].metadata.generateName")]
    // What is missing.
    [InlineData("deployments: [ { name: a } ]", "ORK1007 10:26 {0}.deployments[0]")]
    [InlineData("clusterRoles: [ { rules: [] } ]", "ORK1007 10:27 {0}.clusterRoles[0]")]
    [InlineData("namespaces: [ { labels: { a: b } } ]", "ORK1007 10:25 {0}.namespaces[0]")]
    [InlineData("resourceQuotas: [ {} ]", "ORK1007 10:29 {0}.resourceQuotas[0]")]
    [InlineData("hpa: [ { minReplicas: 1 } ]", "ORK1007 10:18 {0}.hpa[0]")]
    [InlineData("pdb: [ { name: a } ]", "ORK1007 10:18 {0}.pdb[0]")]
    [InlineData("cronJobs: [ { image: a } ]", "ORK1007 10:23 {0}.cronJobs[0]")]
    [InlineData("resources: [ { apiVersion: v1, kind: Pod } ]", "ORK1007 10:24 {0}.resources[0]")]
    [InlineData("deployments: [ { image: a, containers: [ { image: b } ] } ]", "ORK1007 10:52 {0}.deployments[0].containers[0]")]
    [InlineData("deployments: [ { image: a, envFrom: { secretRef: [ { name: s, suffix: x } ] } } ]", "ORK1007 10:81 {0}.deployments[0].envFrom.secretRef[0].suffix")]
    // What is said twice.
    [InlineData("deployments: [ { image: a, resources: { profile: small, limits: { cpu: 1 } } } ]", "ORK1020 10:60 {0}.deployments[0].resources.profile")]
    [InlineData("deployments: [ { image: a, probes: { liveness: { profile: fast, path: /, port: 1, periodSeconds: 3 } } } ]", "ORK1020 10:69 {0}.deployments[0].probes.liveness.profile")]
    [InlineData("deployments: [ { image: a, securityContext: { profile: baseline, runAsUser: 1 } } ]", "ORK1020 10:66 {0}.deployments[0].securityContext.profile")]
    [InlineData("resourceQuotas: [ { profile: small, hard: { pods: 1 } } ]", "ORK1020 10:40 {0}.resourceQuotas[0].profile")]
    [InlineData("hpa: [ { maxReplicas: 3, profile: web, targetCPUUtilizationPercentage: 5 } ]", "ORK1020 10:45 {0}.hpa[0].profile")]
    [InlineData("ingresses: [ { spec: {}, host: a } ]", "ORK1020 10:32 {0}.ingresses[0].spec")]
    [InlineData("services: [ { port: 80, ports: [] } ]", "ORK1020 10:42 {0}.services[0].ports")]
    [InlineData("deployments: [ { image: a, strategy: { type: Recreate }, rollingUpdate: { maxSurge: 1 } } ]", "ORK1020 10:83 {0}.deployments[0].rollingUpdate")]
    [InlineData("persistentVolumeClaims: [ { storageSize: 1Gi, storageClass: a, storageClassName: b } ]", "ORK1020 10:71 {0}.persistentVolumeClaims[0].storageClass")]
    [InlineData("ingresses: [ { host: a, rules: [] } ]", "ORK1020 10:42 {0}.ingresses[0].rules")]
    [InlineData("deployments: [ { containers: [ { name: c, image: d } ], port: 80 } ]", "ORK1007 10:73 {0}.deployments[0].port")]
    [InlineData("deployments: [ { image: a, containers: [ { name: b, command: [ c ] } ] } ]", "ORK1007 10:52 {0}.deployments[0].containers[0]|ORK1007 10:72 {0}.deployments[0].containers[0].command")]
    [InlineData("secrets: [ { name: a, once: false, rotateAfter: 1d } ]", "ORK1010 10:39 {0}.secrets[0].once")]
    // Unknown keys and names.
    [InlineData("deployments: [ { image: a, securityContext: { runAsUsr: 1 } } ]", "ORK1003 10:57 {0}.deployments[0].securityContext.runAsUsr")]
    [InlineData("storageClasses: [ { name: a, provisioner: b, paramters: {} } ]", "ORK1003 10:56 {0}.storageClasses[0].paramters")]
    [InlineData("deployments: [ { image: a, resources: { profile: smal } } ]", "ORK1040 10:60 {0}.deployments[0].resources.profile")]
    [InlineData("networkPolicies: [ { profile: denyall } ]", "ORK1040 10:41 {0}.networkPolicies[0].profile")]
    // Values.
    [InlineData("priorityClasses: [ { name: a, value: high } ]", "ORK1006 10:48 {0}.priorityClasses[0].value")]
    [InlineData("cronJobs: [ { image: a, schedule: x, concurrencyPolicy: never } ]", "ORK1010 10:67 {0}.cronJobs[0].concurrencyPolicy")]
    [InlineData("configMaps: [ { name: \"{{ .a }}\", forEach: { field: spec.a, as: a, forEach: { field: a.b, as: spec } } } ]", "ORK1021 10:105 {0}.configMaps[0].forEach.forEach.as")]
    [InlineData("resources: [ { apiVersion: v1, kind: Pod, metadata: { name: a }, data: { \"{{ .x\": 1 } } ]", "ORK1101 10:84 {0}.resources[0].data[\"{{ .x\"]")]
    public async Task A_mistake_in_a_resource_is_told(string list, string finding) =>
        (await Found.InAsync(Found.Box($"onReconcile:\n  {list}"))).ShouldBe(finding.Replace("{0}", Hook, StringComparison.Ordinal).Split('|'));

    [Fact]
    public async Task A_misspelt_profile_is_told_the_nearest_one()
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Box("onReconcile:\n  deployments: [ { image: a, resources: { profile: smal } } ]"));

        var found = Found.But(result).ShouldHaveSingleItem();
        found.Message.ShouldBe("there is no resources profile called smal");
        found.Mend.ShouldBe("did you mean small?");
    }

    [Fact]
    public async Task A_reconcile_on_a_job_is_a_doubt()
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Box("onReconcile:\n  jobs: [ { image: a, reconcile: true } ]"));

        Found.Short(result).ShouldBe(["ORK1036 10:42 spec.crds.shop.operatorBox.onReconcile.jobs[0].reconcile"]);
        result.Katalog.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_understood_but_not_executed_keeps_its_entry_from_being_run()
    {
        var result = await Sources.WithCrd().LoadAsync(
            Found.Box("default: false"));

        Found.Short(result).ShouldBe(["ORK1035 9:18 spec.crds.shop.operatorBox.default"]);
        result.Katalog.ShouldNotBeNull().Entries[0].NotExecuted.ShouldHaveSingleItem().Id.ShouldBe("ORK1005");
    }

    [Theory]
    [InlineData("profiles: { resource: {} }", "ORK1003 10:13 profiles.resource")]
    [InlineData("profiles: { resources: { big: { limit: {} } } }", "ORK1003 10:33 profiles.resources.big.limit")]
    [InlineData("profiles: { resources: { big: {}, big: {} } }", "ORK1011 10:35 profiles.resources.big")]
    [InlineData("profiles: { probes: { own: { periodSeconds: 0 } } }", "ORK1009 10:45 profiles.probes.own.periodSeconds")]
    [InlineData("profiles: { resources: { big: { limits: { cpu: \"{{ .x\" } } } }", "ORK1101 10:53 profiles.resources.big.limits.cpu")]
    public async Task A_mistake_in_a_profile_is_told(string profiles, string finding) =>
        (await Found.InAsync($"{Found.Box("onReconcile: {}")}{profiles}\n")).ShouldHaveSingleItem().ShouldStartWith(finding[..finding.IndexOf(' ', StringComparison.Ordinal)]);

    [Fact]
    public async Task A_number_in_a_profile_of_boxes_that_is_none_is_told_where_it_stands() =>
        (await Found.InAsync($"{Found.Box("profile: slow")}profiles: {{ reconciler: {{ slow: {{ workers: 1v }} }} }}\n")).ShouldHaveSingleItem().ShouldStartWith("ORK1006 10:44");
}

using Orkestra.Katalog.Diagnostics;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>Every mistake is told with its id and the exact place.</summary>
public sealed class DiagnosticTests
{
    [Fact]
    public async Task A_correct_Katalog_has_no_findings() =>
        (await Found.InAsync(Found.Box("onReconcile:\n  configMaps:\n    - name: a\n      data: { x: \"1\" }"))).ShouldBeEmpty();

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        var result = await new Katalog.Loading.KatalogLoader(new Sources()).LoadAsync("none.yaml", CancellationToken.None);

        Found.Short(result).ShouldBe(["ORK1001 none.yaml:1:1 "]);
        result.Katalog.ShouldBeNull();
    }

    [Theory]
    [InlineData("spec: [1, 2", "ORK1002 1:12 ")]
    [InlineData("spec:\n\t- a", "ORK1002 2:1 ")]
    [InlineData("a: *b", "ORK1002 1:4 ")]
    [InlineData("a: &a [ *a ]", "ORK1002 1:9 ")]
    public async Task Broken_YAML_is_told(string text, string finding) => (await Found.InAsync(text)).ShouldBe([finding]);

    [Theory]
    [InlineData("", "ORK1017 1:1 ")]
    [InlineData("- a", "ORK1017 1:1 ")]
    [InlineData("kind: Motif", "ORK1017 1:7 kind")]
    [InlineData("kind: Katalgo", "ORK1017 1:7 kind")]
    public async Task What_is_no_Katalog_is_told(string text, string finding) => (await Found.InAsync(text)).ShouldBe([finding]);

    [Fact]
    public async Task Another_apiVersion_is_told() =>
        (await Found.InAsync(Found.Box("onReconcile: {}").Replace("orkspace.io/v1", "orkspace.io/v9", StringComparison.Ordinal))).ShouldBe(["ORK1017 1:13 apiVersion"]);

    [Fact]
    public async Task A_second_document_is_told() =>
        (await Found.InAsync(Found.Box("onReconcile: {}") + "---\na: 1\n")).ShouldBe(["ORK1017 11:1 "]);

    [Theory]
    // Unknown keys, on every level.
    [InlineData("worker: 3", "ORK1003 8:7 spec.crds.shop.worker")]
    [InlineData("operatorBox:\n  onReconcil: {}", "ORK1003 9:9 spec.crds.shop.operatorBox.onReconcil")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMap: []", "ORK1003 10:11 spec.crds.shop.operatorBox.onReconcile.configMap")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps:\n      - name: a\n        dta: {}", "ORK1003 12:15 spec.crds.shop.operatorBox.onReconcile.configMaps[0].dta")]
    [InlineData("operatorBox:\n  onReconcile:\n    custom:\n      - { apiVersion: v1, kind: Thing, metadata: { name: a }, reconcil: true }", "ORK1003 11:69 spec.crds.shop.operatorBox.onReconcile.custom[0].reconcil")]
    [InlineData("operatorBox:\n  onReconcile:\n    when:\n      - { field: spec.a, equal: b }", "ORK1003 11:32 spec.crds.shop.operatorBox.onReconcile.when[0].equal")]
    // Renamed keys.
    [InlineData("operatorBox:\n  onReconcile:\n    anyOf: []", "ORK1004 10:11 spec.crds.shop.operatorBox.onReconcile.anyOf")]
    // Known keys that are not executed.
    [InlineData("operatorBox:\n  default: false", "ORK1035 9:18 spec.crds.shop.operatorBox.default")]
    [InlineData("operatorBox:\n  onReconcile:\n    secrets:\n      - { name: a, when: [ { field: cross.a.metrics.queueDepth, greaterThan: 5, source: { host: \"http://a\", crd: a } } ] }", "ORK1035 11:87 spec.crds.shop.operatorBox.onReconcile.secrets[0].when[0].source")]
    [InlineData("operatorBox:\n  onReconcile:\n    custom:\n      - { apiVersion: v1, kind: A, metadata: { name: a }, status: {a: b} }", "ORK1005 11:65 spec.crds.shop.operatorBox.onReconcile.custom[0].status")]
    // Keys that change nothing.
    [InlineData("mode: typed", "ORK1036 8:7 spec.crds.shop.mode")]
    [InlineData("mutation: { mutateFirst: false }", "ORK1036 8:19 spec.crds.shop.mutation.mutateFirst")]
    [InlineData("operatorBox:\n  onReconcile:\n    custom:\n      - { apiVersion: v1, kind: A, metadata: { name: a }, hasStatus: true }\n      - { apiVersion: v1, kind: A, metadata: { name: b }, hasStatus: true }", "ORK1036 11:65 spec.crds.shop.operatorBox.onReconcile.custom[0].hasStatus")]
    // Wrong types.
    [InlineData("workers: many", "ORK1006 8:16 spec.crds.shop.workers")]
    [InlineData("enabled: \"true\"", "ORK1006 8:16 spec.crds.shop.enabled")]
    [InlineData("operatorBox: [a]", "ORK1006 8:20 spec.crds.shop.operatorBox")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps: { name: a }", "ORK1006 10:23 spec.crds.shop.operatorBox.onReconcile.configMaps")]
    [InlineData("operatorBox:\n  onReconcile:\n    deployments:\n      - { name: a, image: b, replicas: two }", "ORK1006 11:46 spec.crds.shop.operatorBox.onReconcile.deployments[0].replicas")]
    [InlineData("description: !!int word", "ORK1006 8:20 spec.crds.shop.description")]
    [InlineData("[a]: b", "ORK1006 8:7 spec.crds.shop")]
    // Missing keys.
    [InlineData("operatorBox:\n  onReconcile:\n    deployments:\n      - name: a", "ORK1007 11:15 spec.crds.shop.operatorBox.onReconcile.deployments[0]")]
    [InlineData("operatorBox:\n  onReconcile:\n    custom:\n      - { apiVersion: v1, kind: Thing }", "ORK1007 11:15 spec.crds.shop.operatorBox.onReconcile.custom[0]")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps:\n      - { forEach: { field: spec.a } }", "ORK1007 11:15 spec.crds.shop.operatorBox.onReconcile.configMaps[0]")]
    // Durations and ranges.
    [InlineData("resync: soon", "ORK1008 8:15 spec.crds.shop.resync")]
    [InlineData("resync: 30", "ORK1008 8:15 spec.crds.shop.resync")]
    [InlineData("resync: 0s", "ORK1009 8:15 spec.crds.shop.resync")]
    [InlineData("workers: 51", "ORK1009 8:16 spec.crds.shop.workers")]
    [InlineData("workers: 0", "ORK1009 8:16 spec.crds.shop.workers")]
    [InlineData("operatorBox:\n  reconcile:\n    prune: { maxCRs: -1 }", "ORK1009 10:28 spec.crds.shop.operatorBox.reconcile.prune.maxCRs")]
    [InlineData("queue: { maxDepth: -1 }", "ORK1009 8:26 spec.crds.shop.queue.maxDepth")]
    [InlineData("queue: { behaviour: { onLimit: {} } }", "ORK1007 8:27 spec.crds.shop.queue.behaviour")]
    [InlineData("queue: { maxDepth: 0, behaviour: { onLimit: {} } }", "ORK1037 8:40 spec.crds.shop.queue.behaviour")]
    [InlineData("queue: { maxDepth: 5, behaviour: { onThreshold: { value: 0 } } }", "ORK1009 8:64 spec.crds.shop.queue.behaviour.onThreshold.value")]
    [InlineData("operatorBox:\n  onReconcile:\n    services:\n      - { name: a, port: 70000 }", "ORK1009 11:32 spec.crds.shop.operatorBox.onReconcile.services[0].port")]
    // Values.
    [InlineData("operatorBox:\n  onReconcile:\n    services:\n      - { name: a, port: 80, type: Loadbalancer }", "ORK1010 11:42 spec.crds.shop.operatorBox.onReconcile.services[0].type")]
    [InlineData("operatorBox:\n  status:\n    fields:\n      - { path: a, value: b, type: integer }", "ORK1010 11:42 spec.crds.shop.operatorBox.status.fields[0].type")]
    // Duplicates.
    [InlineData("workers: 3\nworkers: 4", "ORK1011 9:7 spec.crds.shop.workers")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps:\n      - name: a\n        labels: [ { key: x, value: a }, { key: x, value: b } ]", "ORK1011 12:54 spec.crds.shop.operatorBox.onReconcile.configMaps[0].labels[1].key")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps:\n      - { name: a }\n      - { name: a }", "ORK1019 12:23 spec.crds.shop.operatorBox.onReconcile.configMaps[1].name")]
    [InlineData("operatorBox:\n  onReconcile:\n    services:\n      - { port: 80 }\n      - { port: 81 }", "ORK1019 12:15 spec.crds.shop.operatorBox.onReconcile.services[1]")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps:\n      - { name: a, forEach: { field: spec.a } }", "ORK1019 11:23 spec.crds.shop.operatorBox.onReconcile.configMaps[0].name")]
    [InlineData("workers: 3\noperatorBox:\n  reconcile: { workers: 3 }", "ORK1020 8:16 spec.crds.shop.workers")]
    // Names and selectors.
    [InlineData("namespace: Big_One", "ORK1021 8:18 spec.crds.shop.namespace")]
    [InlineData("operatorBox:\n  onReconcile:\n    services:\n      - { name: 1st, port: 80 }", "ORK1021 11:23 spec.crds.shop.operatorBox.onReconcile.services[0].name")]
    [InlineData("operatorBox:\n  status:\n    fields:\n      - { path: a..b, value: c }", "ORK1021 11:23 spec.crds.shop.operatorBox.status.fields[0].path")]
    [InlineData("operatorBox:\n  status:\n    fields:\n      - { path: conditions, value: c }", "ORK1021 11:23 spec.crds.shop.operatorBox.status.fields[0].path")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps:\n      - { name: \"{{ .x }}\", forEach: { field: spec.a, as: spec } }", "ORK1021 11:65 spec.crds.shop.operatorBox.onReconcile.configMaps[0].forEach.as")]
    [InlineData("labelSelector: a in b", "ORK1022 8:22 spec.crds.shop.labelSelector")]
    [InlineData("fieldSelector: a", "ORK1022 8:22 spec.crds.shop.fieldSelector")]
    // Templates where there can be none.
    [InlineData("description: \"{{ .spec.a }}\"", "ORK1023 8:20 spec.crds.shop.description")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps:\n      - { name: a, reconcile: \"{{ .spec.a }}\" }", "ORK1023 11:37 spec.crds.shop.operatorBox.onReconcile.configMaps[0].reconcile")]
    [InlineData("operatorBox:\n  onReconcile:\n    configMaps:\n      - { name: a, data: { \"{{ .spec.a }}\": b } }", "ORK1023 11:34 spec.crds.shop.operatorBox.onReconcile.configMaps[0].data[\"{{ .spec.a }}\"]")]
    public async Task A_mistake_in_an_entry_is_told(string lines, string finding) => (await Found.InAsync(Found.Entry(lines))).ShouldBe([finding]);

    [Theory]
    [InlineData("serve: { enabled: true }", "ORK1030 8:7 spec.crds.shop.serve")]
    [InlineData("operatorBox:\n  onReconcile:\n    deployments:\n      - { name: a, image: b }\n      - { name: c, image: d }\n    services:\n      - { port: 80 }", "ORK1031 14:15 spec.crds.shop.operatorBox.onReconcile.services[0]")]
    [InlineData("crFiles: [ none.yaml ]", "ORK1033 8:18 spec.crds.shop.crFiles[0]")]
    [InlineData("queue: { maxDepth: 500 }", "ORK1034 8:26 spec.crds.shop.queue.maxDepth")]
    [InlineData("operatorBox:\n  runtime: { autoscale: { do: { queueDepth: 8 } } }", "ORK1034 9:51 spec.crds.shop.operatorBox.runtime.autoscale.do.queueDepth")]
    [InlineData("operatorBox:\n  runtime: { autoscale: { conditions: { when: [ { field: metrics.queueDeph, greaterThan: 1 } ] }, do: { workers: 8 } } }", "ORK1038 9:45 spec.crds.shop.operatorBox.runtime.autoscale.conditions")]
    [InlineData("queue: { type: delayed }", "ORK1034 8:22 spec.crds.shop.queue.type")]
    public async Task A_doubt_is_told_and_the_Katalog_loads(string lines, string finding)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Entry(lines));

        Found.Short(result).ShouldBe([finding]);
        Found.But(result)[0].Severity.ShouldBe(DiagnosticSeverity.Warning);
        result.Katalog.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_sample_of_another_kind_is_told() =>
        (await Found.InAsync(Found.Entry("crFiles: [ cr.yaml ]"), Sources.WithCrd().With("cr.yaml", "apiVersion: example.io/v1\nkind: Mall\nmetadata: { name: a }\n"))).ShouldBe(["ORK1033 8:18 spec.crds.shop.crFiles[0]"]);

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\n", "ORK1015 7:16 spec.crds.shop.crdFile")]
    [InlineData("apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\n", "ORK1015 7:16 spec.crds.shop.crdFile")]
    [InlineData("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: { group: a.b }\n", "ORK1015 7:16 spec.crds.shop.crdFile")]
    [InlineData("a: [", "ORK1002 crd.yaml:1:5 ")]
    public async Task A_crdFile_that_is_no_CRD_is_told(string crd, string finding) =>
        (await Found.InAsync(Found.Entry("workers: 3"), new Sources().With("crd.yaml", crd))).ShouldBe([finding]);

    [Fact]
    public async Task A_crdFile_that_is_not_there_is_told() => (await Found.InAsync(Found.Entry("workers: 3"), new Sources())).ShouldBe(["ORK1014 7:16 spec.crds.shop.crdFile"]);

    [Theory]
    [InlineData("apiTypes: { kind: Mall }", "ORK1016 8:25 spec.crds.shop.apiTypes.kind")]
    [InlineData("apiTypes: { version: v2 }", "ORK1016 8:28 spec.crds.shop.apiTypes.version")]
    [InlineData("namespaced: false", "ORK1016 8:19 spec.crds.shop.namespaced")]
    public async Task What_contradicts_the_CRD_is_told(string lines, string finding) => (await Found.InAsync(Found.Entry(lines))).ShouldBe([finding]);

    [Theory]
    [InlineData("{ workers: 3 }", "ORK1007 6:11 spec.crds.shop")]
    [InlineData("{ apiTypes: { group: a.b, kind: C } }", "ORK1007 6:23 spec.crds.shop.apiTypes")]
    [InlineData("", "ORK1007 6:5 spec.crds.shop")]
    public async Task An_entry_without_a_type_is_told(string entry, string finding) =>
        (await Found.InAsync($"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: shops }}\nspec:\n  crds:\n    shop: {entry}\n")).ShouldBe([finding]);

    [Fact]
    public async Task Two_entries_of_one_name_in_a_list_are_told() =>
        (await Found.InAsync(
            """
            apiVersion: orkestra.konductor.io/v1Alpha
            kind: Katalog
            metadata: { name: shops }
            spec:
              crds:
                - { name: a, crdFile: crd.yaml }
                - { name: a, apiTypes: { group: a.b, version: v1, kind: C, plural: cs } }
                - { crdFile: crd.yaml }
            """)).ShouldBe(["ORK1012 7:15 spec.crds[1].name", "ORK1007 8:7 spec.crds[2]"]);

    [Theory]
    [InlineData("", "", true)]
    [InlineData("namespace: a", "namespace: b", false)]
    [InlineData("namespace: a", "", true)]
    [InlineData("labelSelector: tier=a", "labelSelector: tier=b", false)]
    [InlineData("labelSelector: 'tier in (a, c)'", "labelSelector: tier=b,x=y", false)]
    [InlineData("labelSelector: 'tier in (a, c)'", "labelSelector: 'tier notin (a, c, d)'", false)]
    [InlineData("labelSelector: tier=a", "labelSelector: '!tier'", false)]
    [InlineData("labelSelector: tier=a", "labelSelector: zone=b", true)]
    [InlineData("fieldSelector: metadata.namespace=a", "fieldSelector: metadata.namespace=b", false)]
    [InlineData("enabled: false", "", false)]
    public async Task Two_entries_that_can_watch_one_object_are_told(string first, string second, bool overlap)
    {
        var found = await Found.InAsync(
            $$"""
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: shops }
            spec:
              crds:
                a:
                  crdFile: crd.yaml
                  {{first}}
                b:
                  crdFile: crd.yaml
                  {{second}}
            """);

        found.ShouldBe(overlap ? ["ORK1013 10:7 spec.crds.b"] : []);
    }

    [Fact]
    public async Task Nesting_without_end_is_refused_before_it_costs_anything() =>
        (await Found.InAsync(new string('[', 200_000))).ShouldHaveSingleItem().ShouldStartWith("ORK1018 1:");

    [Fact]
    public async Task Aliases_that_multiply_are_refused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        (await Found.InAsync(bomb)).ShouldHaveSingleItem().ShouldStartWith("ORK1018 ");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused() => (await Found.InAsync("a: " + new string('x', 4 * 1024 * 1024))).ShouldBe(["ORK1018 1:1 "]);

    [Fact]
    public async Task More_findings_than_can_be_listed_are_counted()
    {
        var found = await Found.InAsync(Found.Entry(string.Join('\n', Enumerable.Range(0, 600).Select(i => $"zzz{i}: 1"))));

        found.Count.ShouldBe(501);
        found[^1].ShouldBe("ORK1024 1:1 ");
    }

    [Fact]
    public async Task A_misspelt_key_is_told_the_name_that_was_meant()
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Entry("operatorbox: {}"));

        Found.But(result).ShouldHaveSingleItem().ToString().ShouldBe(
            "katalog.yaml:8:7: error ORK1003: an entry has no key operatorbox (spec.crds.shop.operatorbox) — did you mean operatorBox?");
    }

    [Fact]
    public async Task A_renamed_key_is_told_its_new_name()
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Box("onReconcile: { anyOf: [] }"));

        Found.But(result).ShouldHaveSingleItem().Message.ShouldBe("anyOf is now called or");
    }

    [Fact]
    public async Task Ten_mistakes_in_one_file_are_ten_messages()
    {
        var result = await Sources.WithCrd().LoadAsync(
            """
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: shops }
            spec:
              crds:
                shop:
                  crdFile: ./missing.yaml
                  workers: 99
                  resync: often
                  enabld: true
                mall:
                  apiTypes: { group: example.io, version: v1, kind: Mall, plural: malls }
                  operatorBox:
                    onReconcile:
                      anyOf: []
                      ordered: true
                      deployments:
                        - name: web
                          replicas: lots
                      configMaps:
                        - name: Front
                        - { name: back, labels: 3 }
            """);

        Found.Short(result).ShouldBe(
        [
            "ORK1014 7:16 spec.crds.shop.crdFile",
            "ORK1009 8:16 spec.crds.shop.workers",
            "ORK1008 9:15 spec.crds.shop.resync",
            "ORK1003 10:7 spec.crds.shop.enabld",
            "ORK1004 15:11 spec.crds.mall.operatorBox.onReconcile.anyOf",
            "ORK1005 16:11 spec.crds.mall.operatorBox.onReconcile.ordered",
            "ORK1007 18:15 spec.crds.mall.operatorBox.onReconcile.deployments[0]",
            "ORK1006 19:25 spec.crds.mall.operatorBox.onReconcile.deployments[0].replicas",
            "ORK1021 21:21 spec.crds.mall.operatorBox.onReconcile.configMaps[0].name",
            "ORK1006 22:37 spec.crds.mall.operatorBox.onReconcile.configMaps[1].labels",
        ]);
        result.Katalog.ShouldBeNull();
    }
}

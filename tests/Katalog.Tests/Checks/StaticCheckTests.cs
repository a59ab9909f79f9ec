using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Tests.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Checks;

/// <summary>What a definition is told before any custom resource exists. Every mistake stands beside the same thing written rightly, which is told nothing.</summary>
public sealed class StaticCheckTests
{
    private const string Crd = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: shops.example.io }
        spec:
          group: example.io
          scope: Namespaced
          names: { kind: Shop, plural: shops, singular: shop }
          versions:
            - name: v1
              served: true
              storage: true
              subresources: { status: {} }
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      properties:
                        image: { type: string }
                        replicas: { type: integer, minimum: 1, maximum: 9, default: 3 }
                        open: { type: boolean }
                        size: { type: string, enum: [ s, m, l ] }
                        port: { x-kubernetes-int-or-string: true }
                        zones: { type: array, items: { type: object, properties: { name: { type: string } } } }
                        limits: { type: object, additionalProperties: { type: string } }
                        free: { type: object, x-kubernetes-preserve-unknown-fields: true }
                        at: { type: object, properties: { minute: { type: string } } }
                    status:
                      type: object
                      properties: { phase: { type: string } }
        """;

    [Theory]
    [InlineData("{{ .spec.replicsa }}", "ORK1050 12:36 spec.replicsa is read — did you mean spec.replicas?")]
    [InlineData("{{ with .spec }}{{ .imag }}{{ end }}", "ORK1050 12:47 spec.imag is read — did you mean spec.image?")]
    [InlineData("{{ $s := .spec }}{{ $s.imag }}", "ORK1050 12:50 spec.imag is read — did you mean spec.image?")]
    [InlineData("{{ get .spec \\\"imag\\\" }}", "ORK1050 12:42 spec.imag is read — did you mean spec.image?")]
    [InlineData("{{ .status.phas }}", "ORK1050 12:38 status.phas is read — did you mean status.phase?")]
    [InlineData("{{ .metadata.nam }}", "ORK1050 12:40 metadata.nam is read — did you mean metadata.name?")]
    [InlineData("{{ (index .spec.zones 0).nam }}", "ORK1050 12:52 spec.zones.0.nam is read — did you mean spec.zones.0.name?")]
    [InlineData("{{ .spec.image.tag }}", "ORK1050 12:42 spec.image.tag is read — add the field to the CRD, or leave it out")]
    public async Task A_template_that_reads_a_field_which_the_CRD_does_not_have_is_told(string template, string finding) =>
        (await FoundAsync(Map(template))).ShouldBe([finding]);

    [Theory]
    [InlineData("{{ .spec.replicas }}")]
    [InlineData("{{ .spec.limits.cpu }}")]
    [InlineData("{{ .spec.free.any.thing }}")]
    [InlineData("{{ .spec.port }}")]
    [InlineData("{{ (index .spec.zones 0).name }}")]
    [InlineData("{{ range .spec.zones }}{{ .whatever }}{{ end }}")]
    [InlineData("{{ .status.phase }}{{ .status.conditions }}{{ .status.observedGeneration }}")]
    [InlineData("{{ .metadata.labels.team }}{{ .metadata.uid }}")]
    [InlineData("{{ .children.deployment.status.any }}{{ .ork.version }}")]
    [InlineData("{{ cronFromAny .spec.at }}")]
    public async Task What_the_CRD_has_or_keeps_is_told_nothing(string template) => (await FoundAsync(Map(template))).ShouldBeEmpty();

    [Theory]
    [InlineData("when: [ { field: spec.opn, equals: \"true\" } ]", "ORK1050 13:37 spec.opn is read — did you mean spec.open?")]
    [InlineData("when: [ { field: spec.image, equals: \"{{ .spec.imag }}\" } ]", "ORK1050 13:62 spec.imag is read — did you mean spec.image?")]
    [InlineData("forEach: { field: spec.zone, as: z }", "ORK1050 13:38 spec.zone is read — did you mean spec.zones?")]
    public async Task A_condition_or_loop_over_such_a_field_is_told(string line, string finding) =>
        (await FoundAsync($"operatorBox:\n  onReconcile:\n    configMaps:\n      - name: \"{{{{ .metadata.name }}}}-{{{{ .z }}}}\"\n        data: {{ a: b }}\n        {line}")).ShouldBe([finding]);

    [Fact]
    public async Task What_a_mutation_rule_or_normalize_puts_there_is_told_nothing() =>
        (await FoundAsync(Map("{{ .spec.tag }}{{ .spec.made.up }}") + "\n  normalize:\n    spec: { made: \"{{ .spec.image }}\" }\nmutation: { rules: [ { field: spec.tag, default: x } ] }")).ShouldBeEmpty();

    [Fact]
    public async Task A_note_that_reads_such_a_field_is_told_where_it_is_called()
    {
        var text = Found.Entry(Map("{{ picture }}")) + "notes: [ { name: picture, expression: \"{{ .spec.imag }}\" } ]\n";

        Short(await Sources().LoadAsync(text)).ShouldBe(["ORK1050 12:30 spec.imag is read — did you mean spec.image?"]);
    }

    [Theory]
    [InlineData("phase", "")]
    [InlineData("phse", "ORK1050 11:23 status.phse is written — did you mean status.phase?")]
    public async Task A_status_field_that_the_server_drops_is_told(string path, string finding) =>
        (await FoundAsync($"operatorBox:\n  status:\n    fields:\n      - {{ path: {path}, value: x }}")).ShouldBe(finding.Length == 0 ? [] : [finding]);

    [Fact]
    public async Task A_status_that_the_CRD_does_not_have_at_all_is_told_once()
    {
        var result = await new Katalog.Tests.Sources().With("crd.yaml", Crd[..Crd.IndexOf("            status:\n", StringComparison.Ordinal)])
            .LoadAsync(Found.Entry("operatorBox:\n  status:\n    fields:\n      - { path: phase, value: x }\n      - { path: other, value: x }"));

        Found.But(result).ShouldHaveSingleItem().Message.ShouldBe("status.phase is written, and the CRD of Shop v1 keeps no status");
    }

    [Fact]
    public async Task A_crd_yaml_beside_the_file_is_known_for_checks_and_not_applied()
    {
        var text = Found.Entry(Map("{{ .spec.imag }}")).Replace("crdFile: crd.yaml", "apiTypes: { group: example.io, version: v1, kind: Shop }", StringComparison.Ordinal);

        var result = await Sources().LoadAsync(text);
        Short(result).ShouldBe(["ORK1050 12:36 spec.imag is read — did you mean spec.image?"]);
        result.Katalog.ShouldNotBeNull().Entries[0].Crd.ShouldBeNull();
        Short(await Sources().LoadAsync(text.Replace("kind: Shop", "kind: Other", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{ field: spec.replicas, equals: many }", "ORK1051 8:62")]
    [InlineData("{ field: spec.replicas, operator: in, value: \"1,two\" }", "ORK1051 8:75")]
    [InlineData("{ field: spec.replicas, equals: 1.5 }", "ORK1051 8:62")]
    [InlineData("{ field: spec.open, equals: \"yes\" }", "ORK1051 8:58")]
    [InlineData("{ field: spec.open, greaterThan: 3 }", "ORK1051 8:63")]
    [InlineData("{ field: spec.open, regex: \"^t\" }", "ORK1051 8:57")]
    [InlineData("{ field: spec.zones, equals: x }", "ORK1051 8:59")]
    [InlineData("{ field: spec.replicas, contains: 3 }", "ORK1051 8:64")]
    [InlineData("{ field: spec.size, equals: xl }", "ORK1051 8:58")]
    [InlineData("{ field: spec.size, notEquals: xl }", "ORK1051 8:61")]
    [InlineData("{ field: \"{{ .spec.size }}\", equals: xl }", "ORK1051 8:67")]
    [InlineData("{ field: spec.size, operator: typeOf, value: number }", "ORK1051 8:75")]
    [InlineData("{ field: spec.size, typeList: true }", "ORK1051 8:60")]
    public async Task A_rule_that_compares_with_what_the_field_can_never_be_is_told(string rule, string finding) =>
        (await ShortAsync($"validation: {{ rules: [ {Warns(rule)} ] }}")).ShouldBe([finding]);

    [Theory]
    [InlineData("{ field: spec.replicas, equals: 3 }")]
    [InlineData("{ field: spec.replicas, equals: \"3\" }")]
    [InlineData("{ field: spec.replicas, equals: \"\" }")]
    [InlineData("{ field: spec.open, equals: true }")]
    [InlineData("{ field: spec.open, notEquals: \"false\" }")]
    [InlineData("{ field: spec.size, operator: in, value: \"s,m,\" }")]
    [InlineData("{ field: spec.size, prefix: x }")]
    [InlineData("{ field: spec.port, greaterThan: 80 }")]
    [InlineData("{ field: spec.port, equals: http }")]
    [InlineData("{ field: spec.zones, contains: a }")]
    [InlineData("{ field: spec.zones, operator: exists }")]
    [InlineData("{ field: spec.image, greaterThan: 3 }")]
    [InlineData("{ field: \"{{ len .spec.zones }}\", equals: x }")]
    public async Task A_rule_that_fits_its_field_is_told_nothing(string rule) => (await ShortAsync($"validation: {{ rules: [ {Warns(rule)} ] }}")).ShouldBeEmpty();

    [Theory]
    [InlineData("{ field: spec.replicas, default: many }", "ORK1051 8:61")]
    [InlineData("{ field: spec.replicas, default: \"2\" }", "ORK1051 8:61")]
    [InlineData("{ field: spec.image, override: 7 }", "ORK1051 8:59")]
    [InlineData("{ field: spec.size, default: xl }", "ORK1051 8:57")]
    [InlineData("{ field: spec.open, default: 1 }", "ORK1051 8:57")]
    [InlineData("{ field: spec.zones, default: { a: b } }", "")]
    [InlineData("{ field: spec.replicas, default: \"2\", valueType: int }", "")]
    [InlineData("{ field: spec.image, override: 7, valueType: string }", "")]
    [InlineData("{ field: spec.replicas, default: \"{{ .spec.image }}\" }", "")]
    [InlineData("{ field: spec.size, default: m }", "")]
    public async Task A_mutation_rule_that_sets_what_the_field_cannot_be_is_told(string rule, string finding) =>
        (await ShortAsync($"mutation: {{ rules: [ {rule} ] }}")).ShouldBe(finding.Length == 0 ? [] : [finding]);

    [Theory]
    [InlineData("{ field: spec.replicas, min: 5 }, { field: spec.replicas, max: 4 }")]
    [InlineData("{ field: spec.replicas, greaterThan: 4 }, { field: spec.replicas, lessThan: 5 }")]
    [InlineData("{ field: spec.free.x, greaterThan: 4 }, { field: spec.free.x, lessThan: 4 }")]
    [InlineData("{ field: spec.replicas, between: \"2,3\" }, { field: spec.replicas, equals: 4 }")]
    [InlineData("{ field: spec.size, equals: s }, { field: spec.size, equals: m }")]
    [InlineData("{ field: spec.size, operator: in, value: \"s,m\" }, { field: spec.size, operator: notIn, value: \"m,s\" }")]
    [InlineData("{ field: spec.image, operator: exists }, { field: spec.image, operator: notExists }")]
    [InlineData("{ field: spec.image, operator: exists }, { field: spec.image, equals: \"\" }")]
    [InlineData("{ field: spec.image, prefix: a/ }, { field: spec.image, prefix: b/ }")]
    [InlineData("{ field: spec.image, equals: a/x }, { field: spec.image, prefix: b/ }")]
    [InlineData("{ field: spec.image, regex: \"^a\" }, { field: spec.image, equals: b }")]
    public async Task Rules_that_let_nothing_through_are_an_error(string rules)
    {
        var result = await Sources().LoadAsync(Found.Entry($"validation:\n  rules: [ {rules} ]"));

        Found.But(result).Where(found => found.Severity == DiagnosticSeverity.Error).Select(Found.Short).ShouldHaveSingleItem().ShouldStartWith("ORK1052 9:");
        result.Katalog.ShouldBeNull();
    }

    [Theory]
    [InlineData("{ field: spec.replicas, greaterThan: 9 }")]
    [InlineData("{ field: spec.replicas, lessThan: 1 }")]
    [InlineData("{ field: spec.free.x, greaterThan: 3, lessThan: 2 }")]
    [InlineData("{ field: spec.size, prefix: s, suffix: m }")]
    [InlineData("{ field: spec.image, prefix: s, suffix: m }", false)]
    public async Task One_rule_can_contradict_itself_or_the_CRD(string rule, bool does = true) =>
        (await ShortAsync($"validation: {{ rules: [ {rule} ] }}")).ShouldBe(does ? ["ORK1052 8:30"] : []);

    [Theory]
    [InlineData("{ field: spec.replicas, min: 5 }, { field: spec.replicas, max: 5 }")]
    [InlineData("{ field: spec.replicas, min: 5 }, { field: spec.replicas, max: 4, action: warn }")]
    [InlineData("{ field: spec.replicas, min: 5 }, { field: spec.replicas, max: 4, when: [ { field: spec.open, equals: \"true\" } ] }")]
    [InlineData("{ field: spec.replicas, min: 5, negate: true }, { field: spec.replicas, max: 4 }")]
    [InlineData("{ field: spec.size, operator: in, value: \"s,m\" }, { field: spec.size, operator: in, value: \"m,l\" }")]
    [InlineData("{ field: spec.image, prefix: a/ }, { field: spec.image, prefix: a/b/ }")]
    [InlineData("{ field: spec.image, operator: notExists }, { field: spec.image, equals: \"\" }")]
    [InlineData("{ field: spec.replicas, min: \"{{ .spec.x }}\" }, { field: spec.replicas, max: 2 }", "ORK1050")]
    public async Task Rules_that_leave_a_value_are_no_error(string rules, string? other = null) =>
        (await ShortAsync($"validation: {{ rules: [ {rules} ] }}")).Select(found => found[..7]).Where(id => id != "ORK1053").ShouldBe(other is null ? [] : [other]);

    [Fact]
    public async Task The_rules_that_contradict_each_other_are_named()
    {
        var result = await Sources().LoadAsync(Found.Entry("validation:\n  rules:\n    - { field: spec.image, operator: exists }\n    - { field: spec.image, prefix: a }\n    - { field: spec.image, prefix: b }"));

        Found.But(result).ShouldHaveSingleItem().Message.ShouldBe("no custom resource can ever pass this rule on spec.image: it contradicts those on lines 10, 11");
    }

    [Theory]
    [InlineData("mutation: { rules: [ { field: spec.replicas, override: 2 } ] }", "min: 3", "ORK1052 9:30")]
    [InlineData("mutation: { rules: [ { field: spec.replicas, override: 4 } ] }", "min: 4", null)]
    [InlineData("mutation: { rules: [ { field: spec.replicas, default: 2 } ] }", "min: 3", "ORK1053 8:61")]
    [InlineData("mutation: { rules: [ { field: spec.replicas, default: 4 } ] }", "min: 4", null)]
    [InlineData("description: x", "min: 4", "ORK1053 9:30")]
    [InlineData("description: x", "min: 3", null)]
    public async Task A_default_that_a_rule_refuses_is_told(string given, string rule, string? finding) =>
        (await ShortAsync($"{given}\nvalidation: {{ rules: [ {{ field: spec.replicas, {rule} }} ] }}")).ShouldBe(finding is null ? [] : [finding]);

    [Theory]
    [InlineData("{ image: a/x }", "prefix: a/", false)]
    [InlineData("{ image: b/x }", "prefix: a/", true)]
    [InlineData("{}", "operator: exists", true)]
    public async Task A_sample_that_a_rule_refuses_is_told(string spec, string rule, bool refused)
    {
        var sources = Sources().With("cr.yaml", $"apiVersion: example.io/v1\nkind: Shop\nmetadata: {{ name: corner }}\nspec: {spec}\n");
        var result = await sources.LoadAsync(Found.Entry($"crFiles: [ cr.yaml ]\nvalidation:\n  rules: [ {{ field: spec.image, {rule}, message: not ours }}, {{ field: status.phase, operator: exists }}, {{ field: spec.replicas, equals: 3 }} ]"));

        Found.Short(result).ShouldBe(refused ? ["ORK1053 8:18 spec.crds.shop.crFiles[0]"] : []);
        if (refused)
            Found.But(result)[0].Message.ShouldBe("the sample corner is refused by the rule on line 10: spec.image: not ours");
    }

    [Theory]
    [InlineData("data: { a: \"{{ timeSince .metadata.creationTimestamp }}\" }", "ORK1054")]
    [InlineData("data: { a: x }, labels: { age: \"{{ timeAgo .metadata.creationTimestamp }}\" }", "ORK1054")]
    [InlineData("data: { a: \"{{ timeInWindow \\\"09:00\\\" \\\"17:00\\\" }}\" }", null)]
    [InlineData("data: { a: x }, when: [ { field: \"{{ timeSince .metadata.creationTimestamp }}\", greaterThan: 60 } ]", null)]
    [InlineData("data: { a: \"{{ timeSince .metadata.creationTimestamp }}\" }, reconcile: false", null)]
    [InlineData("data: { a: x }, annotations: { nonce: \"{{ randomHex 8 }}\" }", "ORK1032")]
    [InlineData("data: { a: \"{{ randomHex 8 }}\" }", "ORK1032")]
    [InlineData("data: { a: \"{{ randomHex 8 }}\" }, reconcile: false", null)]
    public async Task A_child_that_would_be_written_for_ever_is_told(string child, string? id) =>
        (await ShortAsync($"operatorBox: {{ onReconcile: {{ configMaps: [ {{ name: x, {child} }} ] }} }}")).Select(found => found[..7]).ShouldBe(id is null ? [] : [id]);

    [Theory]
    [InlineData("onCreate", "randomHex 4", "ORK1032")]
    [InlineData("onReconcile", "uuidv4", "ORK1032")]
    [InlineData("onCreate", "timeSince .metadata.creationTimestamp", "ORK1054")]
    [InlineData("onCreate", ".metadata.uid", null)]
    public async Task A_child_that_has_another_name_in_every_pass_is_told(string hook, string name, string? id) =>
        (await ShortAsync($"operatorBox: {{ {hook}: {{ configMaps: [ {{ name: \"x-{{{{ {name} }}}}\", data: {{ a: b }} }} ] }} }}")).Select(found => found[..7]).ShouldBe(id is null ? [] : [id]);

    [Theory]
    [InlineData("{ crd: other }", "ORK1042 8:38 spec.crds.shop.operatorBox.cross[0].crd")]
    [InlineData("{ crd: shop, as: self }", null)]
    [InlineData("{ crd: other, source: { host: \"http://elsewhere.example\" } }", null)]
    [InlineData("{ labelSelector: \"a=b\", as: x }", null)]
    public async Task A_cross_read_of_an_entry_that_there_is_not_is_told(string cross, string? finding) =>
        Found.Short(await Sources().LoadAsync(Found.Entry($"operatorBox: {{ cross: [ {cross} ] }}"))).Where(found => !found.StartsWith("ORK1035", StringComparison.Ordinal)).ShouldBe(finding is null ? [] : [finding]);

    private static Katalog.Tests.Sources Sources() => new Katalog.Tests.Sources().With("crd.yaml", Crd);

    /// <summary>A box with one ConfigMap; the template begins in column 27 of line 12.</summary>
    private static string Map(string template) => $"operatorBox:\n  onReconcile:\n    configMaps:\n      - name: x\n        data: {{ a: \"{template}\" }}";

    /// <summary>A rule that only warns contradicts nothing.</summary>
    private static string Warns(string rule) => rule[..^1] + ", action: warn }";

    private static async Task<IReadOnlyList<string>> FoundAsync(string entry) => Short(await Sources().LoadAsync(Found.Entry(entry)));

    private static async Task<IReadOnlyList<string>> ShortAsync(string entry) =>
        [.. Found.But(await Sources().LoadAsync(Found.Entry(entry))).Select(found => $"{found.Id} {found.Place.Line}:{found.Place.Column}")];

    private static IReadOnlyList<string> Short(LoadResult result) =>
        [.. Found.But(result).Select(found => $"{found.Id} {found.Place.Line}:{found.Place.Column} {found.Message.Split(", and ")[0]} — {found.Mend}")];
}

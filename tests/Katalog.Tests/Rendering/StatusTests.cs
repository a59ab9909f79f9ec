using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

public sealed class StatusTests
{
    [Theory]
    [InlineData("\"3\"", "3")]
    [InlineData("3", "3")]
    [InlineData("\"-7\"", "-7")]
    [InlineData("\"1.5\"", "1.5")]
    [InlineData("\"1.10\"", "\"1.10\"")]
    [InlineData("\"007\"", "\"007\"")]
    [InlineData("\"1e3\"", "\"1e3\"")]
    [InlineData("\"true\"", "true")]
    [InlineData("\"True\"", "\"True\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("Running", "\"Running\"")]
    [InlineData("\"99999999999999999999\"", "\"99999999999999999999\"")]
    [InlineData("\"{{ .spec.three }}\"", "3")]
    [InlineData("\"{{ .spec.text }}\"", "12")]
    [InlineData("\"{{ .spec.map }}\"", "{ \"a\": 1 }")]
    [InlineData("{ a: \"{{ .spec.three }}\" }", "{ \"a\": 3 }")]
    public async Task A_value_without_a_type_has_the_type_that_its_text_shows(string value, string expected) =>
        (await FieldsAsync($"- {{ path: a, value: {value} }}")).Fields.ShouldBeJson($$"""{ "a": {{expected}} }""");

    [Theory]
    [InlineData("string", "3", "\"3\"")]
    [InlineData("string", "\"{{ .spec.three }}\"", "\"3\"")]
    [InlineData("int", "\"3\"", "3")]
    [InlineData("float", "\"3\"", "3")]
    [InlineData("bool", "\"false\"", "false")]
    public async Task A_value_with_a_type_has_it(string type, string value, string expected) =>
        (await FieldsAsync($"- {{ path: a, value: {value}, type: {type} }}")).Fields["a"]!.ToJsonString().ShouldBe(expected);

    [Fact]
    public async Task A_value_without_a_type_has_the_one_that_the_CRD_gives_its_field()
    {
        var crd = Sources.Crd.Replace(
            "type: object, x-kubernetes-preserve-unknown-fields: true",
            "type: object, properties: { status: { type: object, properties: { version: { type: string }, deep: { type: object, properties: { on: { type: boolean }, n: { type: integer }, r: { type: number } } }, free: {} } } }",
            StringComparison.Ordinal);
        const string Fields = "- { path: version, value: \"1\" }\n- { path: deep.on, value: \"true\" }\n- { path: deep.n, value: \"3\" }\n- { path: deep.r, value: \"3\" }\n- { path: free, value: \"4\" }\n- { path: other, value: 5, type: string }";
        var result = await new Sources().With("crd.yaml", crd).LoadAsync(Loading.Found.Box($"status:\n  fields:\n{Indent(Fields)}"));

        EntryRenderer.RenderStatus(result.Katalog.ShouldNotBeNull().Entries[0], Render.Context(), true).Fields.ToJsonString()
            .ShouldBe("""{"version":"1","deep":{"on":true,"n":3,"r":3},"free":4,"other":"5"}""");
    }

    [Fact]
    public async Task A_value_that_does_not_fit_its_type_is_a_failure_and_the_others_are_told()
    {
        var patch = await FieldsAsync("- { path: a, value: \"{{ .spec.word }}\", type: int }\n- { path: b, value: c }");

        patch.Fields.ShouldBeJson("""{ "b": "c" }""");
        patch.Failures.ShouldHaveSingleItem().ToString().ShouldBe("a whole number is needed here and this gives \"many\" (a, katalog.yaml:11:33)");
    }

    [Fact]
    public async Task Paths_nest() => (await FieldsAsync("- { path: a.b.c, value: x }\n- { path: a.d, value: z }")).Fields.ShouldBeJson("""{ "a": { "b": { "c": "x" }, "d": "z" } }""");

    [Fact]
    public async Task The_last_entry_that_matches_wins()
    {
        const string Fields = "- { path: a, value: one }\n- { path: a, value: two, when: [ { field: spec.three, equals: \"3\" } ] }\n- { path: a, value: three, when: [ { field: spec.three, equals: \"4\" } ] }";

        (await FieldsAsync(Fields)).Fields.ShouldBeJson("""{ "a": "two" }""");
    }

    [Fact]
    public async Task After_a_failed_pass_only_conditional_entries_count() =>
        (await FieldsAsync("- { path: a, value: one }\n- { path: b, value: two, when: [ { field: spec.three, equals: \"3\" } ] }", passSucceeded: false)).Fields.ShouldBeJson("""{ "b": "two" }""");

    [Fact]
    public async Task What_renders_to_nothing_is_cleared_and_an_empty_text_is_written()
    {
        var patch = await FieldsAsync("- { path: a.b, value: \"{{ .spec.gone }}\" }\n- { path: c, value: \"\" }");

        patch.Fields.ShouldBeJson("""{ "c": "" }""");
        patch.Cleared.ShouldBe(["a.b"]);
    }

    [Fact]
    public async Task ClearOnFalse_clears_unless_another_entry_matches()
    {
        var patch = await FieldsAsync(
            "- { path: a, value: x, clearOnFalse: true, when: [ { field: spec.three, equals: \"4\" } ] }\n" +
            "- { path: b, value: x, when: [ { field: spec.three, equals: \"4\" } ] }\n" +
            "- { path: c, value: x }\n- { path: c, value: y, clearOnFalse: true, when: [ { field: spec.three, equals: \"4\" } ] }");

        patch.Cleared.ShouldBe(["a"]);
        patch.Fields.ShouldBeJson("""{ "c": "x" }""");
    }

    [Fact]
    public async Task A_state_machine_steps_by_the_status_before_the_pass()
    {
        const string Machine =
            """
            - { path: phase, value: Pending, when: [ { field: status.phase, operator: notExists } ] }
            - { path: phase, value: Running, when: [ { field: status.phase, operator: in, value: "Pending," } ] }
            - { path: phase, value: Done, when: [ { field: status.phase, equals: Running }, { field: children.pod.status.phase, equals: Succeeded } ] }
            """;
        var entry = await Render.EntryAsync($"onReconcile:\n  custom: [ {{ apiVersion: v1, kind: Pod, metadata: {{ name: p }} }} ]\nstatus:\n  fields:\n{Indent(Machine)}");
        var done = Render.Child("Pod", "p", "onReconcile.custom[0]", """{ "status": { "phase": "Succeeded" } }""");

        EntryRenderer.RenderStatus(entry, Render.Context(), true).Fields.ShouldBeJson("""{ "phase": "Running" }""");
        EntryRenderer.RenderStatus(entry, Render.Context(status: """{ "phase": "Running" }"""), true).Fields.ShouldBeJson("{}");
        EntryRenderer.RenderStatus(entry, Render.Context(status: """{ "phase": "Running" }""", children: [done]), true).Fields.ShouldBeJson("""{ "phase": "Done" }""");
    }

    [Fact]
    public async Task Facts_about_the_process_and_the_whole_custom_resource_are_seen() =>
        (await FieldsAsync("- { path: v, value: \"{{ .ork.version }}-{{ .ork.inCluster }}\" }\n- { path: k, value: \"{{ .kind }}\" }\n- { path: u, value: \"{{ .metadata.uid }}\" }")).Fields
        .ShouldBeJson("""{ "v": "0.1.0-false", "k": "Shop", "u": "u" }""");

    private static string Indent(string lines) => string.Join('\n', lines.Split('\n').Select(line => "    " + line));

    private static async Task<StatusPatch> FieldsAsync(string fields, bool passSucceeded = true) => EntryRenderer.RenderStatus(
        await Render.EntryAsync($"status:\n  fields:\n{Indent(fields)}"),
        Render.Context("""{ "three": 3, "text": "12", "word": "many", "map": { "a": 1 } }"""),
        passSucceeded);
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Templates;

public class TemplateResultTests
{
    private const string Data = """{"spec": {"replicas": 3, "ratio": 0.5, "on": true, "name": " web ", "list": [1, 2], "map": {"a": 1}, "nul": null}}""";

    [Theory]
    [InlineData("{{ .spec.replicas }}", 3L)]
    [InlineData("{{ .spec.ratio }}", 0.5)]
    [InlineData("{{ .spec.on }}", true)]
    [InlineData("{{ .spec.name }}", "web")]
    [InlineData("{{ .spec.missing }}", null)]
    [InlineData("{{ .spec.missing.deeper.still }}", null)]
    [InlineData("{{ .spec.nul }}", null)]
    [InlineData("\n  {{ .spec.replicas }}\n", 3L)]
    [InlineData("{{- /* the size */ -}} {{ .spec.replicas }}", 3L)]
    [InlineData("{{ $n := .spec.replicas }}{{ add $n 1 }}", 4L)]
    [InlineData("{{ define \"x\" }}y{{ end }}{{ .spec.replicas }}", 3L)]
    [InlineData("{{ gt .spec.replicas 2 }}", true)]
    [InlineData("{{ printf \"%*d|%.*d\" -9223372036854775808 1 -9223372036854775808 2 }}", "%!(BADWIDTH)1|%!(BADPREC)2")]
    [InlineData("{{ 1 }}{{ 2 }}", "12")]
    [InlineData("{{ .spec.replicas }} pods", "3 pods")]
    [InlineData("{{ if .spec.on }}{{ .spec.replicas }}{{ end }}", "3")]
    [InlineData("  text  ", "text")]
    [InlineData("", "")]
    [InlineData("{{ \"  trimmed \\n\" }}", "trimmed")]
    [InlineData("a {{ .spec.missing }} b", "a  b")]
    public void A_lone_action_keeps_its_type_and_text_around_it_makes_text(string template, object? expected) => Scopes.Evaluate(template, Data).ShouldBe(expected);

    [Fact]
    public void Maps_and_lists_survive()
    {
        Scopes.Evaluate("{{ .spec.map }}", Data).ShouldBeOfType<JsonObject>().ToJsonString().ShouldBe("{\"a\":1}");
        Scopes.Evaluate("{{ .spec.list }}", Data).ShouldBeOfType<JsonArray>().ToJsonString().ShouldBe("[1,2]");
        Scopes.Evaluate("{{ cronToMap \"@daily\" }}").ShouldBeOfType<JsonObject>()["hour"]!.GetValue<string>().ShouldBe("0");
        Scopes.Evaluate("{{ . }}", Data).ShouldBeOfType<JsonObject>()["spec"]!["replicas"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public void A_result_that_belongs_to_the_custom_resource_is_copied_into_another_document()
    {
        var root = (JsonObject)JsonNode.Parse(Data)!;
        var value = Template.Parse("{{ .spec.map }}", FunctionTable.Standard).Evaluate(Scopes.Of(root, TemplateSurroundings.At(Scopes.Now)));
        var other = new JsonObject { ["copy"] = TemplateValue.ToJson(value) };
        other["copy"]!["a"] = 2;
        root["spec"]!["map"]!["a"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void A_value_of_a_custom_resource_is_never_taken_for_a_template()
    {
        Scopes.Evaluate("{{ .spec }}-{{ print .spec }}", """{"spec": "{{ .secret }}", "secret": "s3cret"}""").ShouldBe("{{ .secret }}-{{ .secret }}");
    }

    [Theory]
    [InlineData("{{ with .a }}a{{ else with .b }}b{{ . }}{{ else }}c{{ end }}", "b2")]
    [InlineData("{{ with .a }}a{{ else with .c }}b{{ else }}c{{ end }}", "c")]
    [InlineData("{{ range 3 }}{{ . }}{{ end }}", "012")]
    [InlineData("{{ range $i := .b }}{{ $i }}{{ end }}", "01")]
    [InlineData("{{ range 0 }}x{{ else }}none{{ end }}", "none")]
    [InlineData("{{ range 5 }}{{ if eq . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}", "012")]
    public void Constructs_that_are_younger_than_the_recordings_work(string template, string expected) => Scopes.Print(template, """{"b": 2}""").ShouldBe(expected);

    [Fact]
    public void Two_variables_over_a_number_are_refused() => Should.Throw<TemplateException>(() => Scopes.Evaluate("{{ range $i, $e := 3 }}{{ end }}"));

    [Theory]
    [InlineData("""{"v": 7}""", 7L)]
    [InlineData("""{"v": 7.0}""", 7.0)]
    [InlineData("""{"v": 9223372036854775807}""", long.MaxValue)]
    [InlineData("""{"v": 9223372036854775808}""", 9223372036854775808d)]
    [InlineData("""{"v": -0.5}""", -0.5)]
    public void Json_numbers_are_integers_where_they_can_be(string json, object expected) => Scopes.Evaluate("{{ .v }}", json).ShouldBe(expected);

    [Fact]
    public void Clr_numbers_and_nodes_made_of_them_are_normalised()
    {
        foreach (var value in new object[] { 5, 5L, (short)5, (byte)5, 5u, 5ul, 5m, JsonValue.Create(5), JsonValue.Create(5L), JsonValue.Create(5m), JsonValue.Create((short)5) })
            TemplateValue.Normalize(value).ShouldBe(5L, value.GetType().Name);
        foreach (var value in new object[] { 0.5, 0.5f, 0.5m, JsonValue.Create(0.5), JsonValue.Create(0.5f), JsonValue.Create(0.5m) })
            TemplateValue.Normalize(value).ShouldBe(0.5, value.GetType().Name);
        Should.Throw<ArgumentException>(() => TemplateValue.Normalize(new object()));
    }

    [Fact]
    public void A_scope_sees_its_own_variables_before_its_parents()
    {
        var root = Scopes.Of("""{"item": "root", "spec": 1}""");
        var child = root.With("item", "child").With(new Dictionary<string, object?>(StringComparer.Ordinal) { ["index"] = 2 });
        var template = Template.Parse("{{ .item }}{{ .index }}{{ .spec }}{{ .nothing }}", FunctionTable.Standard);
        template.Evaluate(child).ShouldBe("child21");
        template.Evaluate(root).ShouldBe("root1");
        child.Names.ShouldBe(["index", "item", "spec"]);
    }

    [Fact]
    public async Task One_template_is_evaluated_by_many_threads()
    {
        var template = Template.Parse("{{ $x := .n }}{{ range $i, $e := .list }}{{ $x = add $x $e }}{{ end }}{{ printf \"%d:%v\" $x .list }}", FunctionTable.Standard);
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Task.Run(() => template.Evaluate(Scopes.Of($$"""{"n": {{n}}, "list": [1, 2, 3]}""")))));
        results.ShouldBe(Enumerable.Range(0, 64).Select(static n => (object?)$"{n + 6}:[1 2 3]"));
    }
}

using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Templates;

public class TemplateErrorTests
{
    [Theory]
    [InlineData("{{ foo .x }}", "ORK1102", 1, 4, "function \"foo\" not defined")]
    [InlineData("{{ prnt .x }}", "ORK1102", 1, 4, "did you mean \"print\"?")]
    [InlineData("{{ alReplicasReady .x }}", "ORK1102", 1, 4, "did you mean \"allReplicasReady\"?")]
    [InlineData("a\nb {{ toLowr .x }}", "ORK1102", 2, 6, "did you mean \"toLower\"?")]
    [InlineData("{{ $name }}", "ORK1103", 1, 4, "undefined variable \"$name\"")]
    [InlineData("{{ $nam := 1 }}{{ $name }}", "ORK1103", 1, 19, "did you mean \"$nam\"?")]
    [InlineData("{{ toLower }}", "ORK1104", 1, 4, "wrong number of args for toLower: want 1 got 0")]
    [InlineData("{{ toLower \"a\" \"b\" }}", "ORK1104", 1, 4, "wrong number of args for toLower: want 1 got 2")]
    [InlineData("{{ .x | replace \"a\" }}", "ORK1104", 1, 9, "wrong number of args for replace: want 3 got 2")]
    [InlineData("{{ printf }}", "ORK1104", 1, 4, "want at least 1 got 0")]
    [InlineData("{{ env 1 2 3 }}", "ORK1104", 1, 4, "want at most 2 got 3")]
    [InlineData("{{ call .f }}", "ORK1105", 1, 4, "call is not executed")]
    [InlineData("{{ template \"x\" }}", "ORK1108", 1, 4, "template \"x\" not defined")]
    [InlineData("{{ .x", "ORK1101", 1, 1, "unclosed action")]
    [InlineData("{{ \"x }}", "ORK1101", 1, 4, "unterminated quoted string")]
    [InlineData("{{ if .x }}\n\ny", "ORK1101", 1, 4, "{{if}} has no {{end}}")]
    [InlineData("{{ end }}", "ORK1101", 1, 4, "unexpected {{end}}")]
    [InlineData("{{ .spec.my-field }}", "ORK1101", 1, 12, "bad character U+002D '-'")]
    [InlineData("{{ (.x }}", "ORK1101", 1, 8, "unclosed left paren")]
    [InlineData("{{ .x ) }}", "ORK1101", 1, 7, "unexpected right paren")]
    [InlineData("{{ .x }} {{/* open", "ORK1101", 1, 10, "unclosed comment")]
    [InlineData("{{ 1i }}", "ORK1101", 1, 4, "imaginary number")]
    [InlineData("{{ nil }}", "ORK1101", 1, 4, "nil is not a command")]
    [InlineData("{{ .x \"a\" }}", "ORK1101", 1, 4, "x is not a method but has arguments")]
    [InlineData("{{ \"a\" | \"b\" }}", "ORK1101", 1, 10, "non executable command in pipeline stage 2")]
    public void A_mistake_is_told_with_its_place(string template, string id, int line, int column, string message)
    {
        var refused = Should.Throw<TemplateSyntaxException>(() => Template.Parse(template, FunctionTable.Standard));
        refused.Message.ShouldContain(message);
        (refused.Id, refused.Line, refused.Column).ShouldBe((id, line, column));
    }

    [Theory]
    [InlineData("{{ .s.x }}", 4, "can't evaluate field x in type string")]
    [InlineData("ab {{ index .l 5 }}", 7, "error calling index: index out of range: 5")]
    [InlineData("{{ lt 1 \"a\" }}", 4, "error calling lt: incompatible types for comparison")]
    [InlineData("{{ range .s }}{{ end }}", 4, "range can't iterate over text")]
    [InlineData("{{ toInt .s }}", 4, "error calling toInt: wants a number, got \"text\"")]
    [InlineData("{{ toLower .l }}", 4, "error calling toLower: wants text, got a slice")]
    public void A_failed_evaluation_says_where(string template, int column, string message)
    {
        var failed = Should.Throw<TemplateException>(() => Scopes.Evaluate(template, """{"s": "text", "l": [1]}"""));
        failed.Message.ShouldContain(message);
        (failed.Id, failed.Place.Column).ShouldBe(("ORK1120", column));
    }

    [Fact]
    public void A_message_does_not_carry_a_long_value_of_a_custom_resource() =>
        Should.Throw<TemplateException>(() => Scopes.Evaluate("{{ range .s }}{{ end }}", $$"""{"s": "{{new string('a', 100_000)}}"}""")).Message.Length.ShouldBeLessThan(200);

    [Theory]
    [InlineData("{{ default .spec.replicas 1 }}", 1)]
    [InlineData("{{ default .spec.policy \"Allow\" }}", 1)]
    [InlineData("{{ default (get .spec \"x\") `y` }}", 1)]
    [InlineData("{{ default 1 .spec.replicas }}", 0)]
    [InlineData("{{ default .spec.a .spec.b }}", 0)]
    [InlineData("{{ default .spec.suspend false }}", 0)]
    [InlineData("{{ .spec.a | default \"x\" }}", 0)]
    public void Default_with_the_value_first_is_warned_of(string template, int warnings)
    {
        var parsed = Template.Parse(template, FunctionTable.Standard);
        parsed.Warnings.Length.ShouldBe(warnings);
        if (warnings > 0)
            parsed.Warnings[0].Id.ShouldBe("ORK1110");
    }

    [Theory]
    [InlineData("{{ range .l }}{{ range $.l }}{{ range $.l }}{{ range $.l }}{{ range $.l }}x{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}", "steps")]
    [InlineData("{{ $s := \"aaaaaaaaaa\" }}{{ range .l }}{{ $s = print $s $s $s $s $s $s $s $s $s $s }}{{ end }}{{ $s }}", "more than 1048576 characters")]
    [InlineData("{{ repeat \"abc\" 1000000000 }}", "more than")]
    [InlineData("{{ printf \"%0999999d%0999999d\" 1 2 }}", "more than 1048576 characters")]
    [InlineData("{{ define \"r\" }}{{ template \"r\" . }}{{ end }}{{ template \"r\" . }}", "deeper than 64")]
    [InlineData("{{ range 1000000 }}x{{ end }}", "more than 100000 steps")]
    [InlineData("{{ replace (repeat \"a\" 10000) \"a\" (repeat \"b\" 10000) }}", "more than 1048576 characters")]
    [InlineData("{{ randomAlphanumeric 100000000 }}", "more than")]
    public void An_evaluation_is_bounded(string template, string message)
    {
        var stopped = Should.Throw<TemplateLimitException>(() => Scopes.Evaluate(template, """{"l": [1,2,3,4,5,6,7,8,9,10,11,12]}"""));
        stopped.Message.ShouldContain(message);
        stopped.Id.ShouldBe("ORK1121");
    }

    [Theory]
    [InlineData("{{ . }}")]
    [InlineData("{{ mapOmit .big \"x\" }}")]
    public void A_map_that_is_made_is_bounded_as_a_text_is(string template)
    {
        var data = $$"""{"big": {"a": "{{new string('a', 600_000)}}", "b": "{{new string('b', 600_000)}}"} }""";
        Should.Throw<TemplateLimitException>(() => Scopes.Evaluate(template, data)).Message.ShouldContain("more than 1048576 characters");
        Scopes.Evaluate("{{ .big }}", data).ShouldBeOfType<System.Text.Json.Nodes.JsonObject>("it is only handed on");
    }

    [Theory]
    [InlineData("{{ range 90000 }}{{ if mapOmit $.big \"x\" }}{{ end }}{{ end }}")]
    [InlineData("{{ range 90000 }}{{ if listHas $.list \"x\" }}{{ end }}{{ end }}")]
    [InlineData("{{ range 90000 }}{{ if slice $.list 1 }}{{ end }}{{ end }}")]
    [InlineData("{{ range 90000 }}{{ if mapKeys $.big }}{{ end }}{{ end }}")]
    [InlineData("{{ range 90000 }}{{ if toJson $.big }}{{ end }}{{ end }}")]
    [InlineData("{{ range 90000 }}{{ if asList $.text }}{{ end }}{{ end }}")]
    [InlineData("{{ range 90000 }}{{ if eq $.text (toLower $.text) }}{{ end }}{{ end }}")]
    [InlineData("{{ range split $.text \"\" }}{{ end }}")]
    public void Large_values_of_a_custom_resource_cannot_make_an_evaluation_long(string template)
    {
        var big = string.Join(',', Enumerable.Range(0, 20_000).Select(static n => $"\"k{n}\": {n}"));
        var data = $$"""{"big": {{{big}}}, "list": [{{string.Join(',', Enumerable.Range(0, 20_000))}}], "text": "{{new string('[', 900_000)}}"}""";
        Should.Throw<TemplateLimitException>(() => Scopes.Evaluate(template, data)).Message.ShouldContain("steps");
    }

    [Fact]
    public void A_long_chain_of_templates_is_parsed()
    {
        var chain = string.Concat(Enumerable.Range(0, 3000).Select(static n => $"{{{{define \"t{n}\"}}}}{{{{template \"t{n + 1}\" .}}}}{{{{end}}}}")) + "{{define \"t3000\"}}x{{end}}{{template \"t0\" .spec}}";
        Template.Parse(chain, FunctionTable.Standard).Reads.Fields.ShouldHaveSingleItem().ToString().ShouldBe("..*");
        Should.Throw<TemplateLimitException>(() => Scopes.Evaluate(chain));
    }

    [Fact]
    public void A_template_is_bounded()
    {
        Refused(new string('x', 300_000)).Id.ShouldBe("ORK1106");
        Refused(string.Concat(Enumerable.Repeat("{{if true}}", 100)) + string.Concat(Enumerable.Repeat("{{end}}", 100))).Id.ShouldBe("ORK1106");
        Refused("{{" + new string('(', 1000) + "1" + new string(')', 1000) + "}}").Id.ShouldBe("ORK1106");
        Refused(string.Concat(Enumerable.Repeat("{{1}}", 30_000))).Id.ShouldBe("ORK1106");
    }

    [Fact]
    public void A_long_chain_of_else_if_is_not_nesting()
    {
        var chain = "{{if false}}0" + string.Concat(Enumerable.Range(1, 2000).Select(static n => $"{{{{else if eq .n {n}}}}}{n}")) + "{{end}}";
        Scopes.Evaluate(chain, """{"n": 2000}""").ShouldBe("2000");
    }

    [Fact]
    public void A_long_pipeline_is_not_nesting()
    {
        Scopes.Evaluate("{{ .n" + string.Concat(Enumerable.Repeat(" | add 1", 5000)) + " }}", """{"n": 0}""").ShouldBe(5000L);
    }

    private static TemplateSyntaxException Refused(string template) => Should.Throw<TemplateSyntaxException>(() => Template.Parse(template, FunctionTable.Standard));
}

using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Templates;

public class TemplateProperties
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{-", "-}}", "{{- ", " -}}", "/*", "*/", "(", ")", "|", ":=", "=", ",", ".", "..", "$", "$x", ".spec", ".a-b", "\"", "`", "'", "\\", "\n", " ", "\t", "if", "else", "else if", "end", "range",
        "with", "define", "template", "block", "break", "continue", "nil", "true", "and", "or", "printf", "index", "default", "1", "0x", "1e", "-", "+", "_", "1_", "\"a\"", "é", "😀", "\ud800", "\0", "@", "!", ":", "lookup", "call", "x",
    ];

    private static readonly string Hostile = $$$$"""
        {
          "metadata": {"name": "{{ .spec }}"},
          "spec": {"text": "{{ range .spec.list }}{{ end }}", "huge": "{{{{new string('a', 50_000)}}}}", "list": [null, 1, "x", [], {"k": null}], "map": {"b": 1, "a": {"{{": "}}"}},
            "nested": {{{{string.Concat(Enumerable.Repeat("[", 60))}}}}{{{{string.Concat(Enumerable.Repeat("]", 60))}}}}, "number": -9223372036854775808, "real": 1.7976931348623157e308},
          "deployment": {"metadata": "none", "spec": {"replicas": "many", "template": {"spec": {"containers": [null, 3, {"ports": {} } ]} } } , "status": {"conditions": [null, {"type": 3} ]} , "_pods": ["x"], "_endpoints": [[]]}
        }
        """;

    private static Config Runs(int count) => Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20260115, 1031), FSharpOption<int>.None)));

    [Fact]
    public void Any_text_is_parsed_or_refused_with_a_place()
    {
        var texts = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), static text => IsParsedOrRefused(text)).Check(Runs(2000));
    }

    [Fact]
    public void Any_action_is_parsed_or_refused_with_a_place()
    {
        var texts = Gen.Elements(Pieces[11..]).ArrayOf().Select(static pieces => "{{ " + string.Join(' ', pieces) + " }}");
        Prop.ForAll(texts.ToArbitrary(), static text => IsParsedOrRefused(text)).Check(Runs(2000));
    }

    [Fact]
    public void An_evaluation_ends_within_its_limits_with_a_value_or_a_template_exception() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed => EndsWell(seed)).Check(Runs(1500));

    [Fact]
    public void An_evaluation_with_tight_limits_ends_too() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed => EndsWell(seed, new TemplateLimits(OutputLength: 100, Steps: 20, Depth: 2))).Check(Runs(500));

    private static bool IsParsedOrRefused(string text)
    {
        try
        {
            Template.Parse(text, FunctionTable.Standard).Text.ShouldBe(text);
        }
        catch (TemplateSyntaxException refused)
        {
            refused.Offset.ShouldBeInRange(0, text.Length);
            refused.Line.ShouldBeGreaterThan(0);
            refused.Column.ShouldBeGreaterThan(0);
            refused.Id.ShouldStartWith("ORK11");
            refused.Message.ShouldNotBeNullOrWhiteSpace();
        }

        return true;
    }

    private static bool EndsWell(int seed, TemplateLimits? limits = null)
    {
        var text = RandomTemplate.Write(seed);
        var template = Template.Parse(text, FunctionTable.Standard);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var value = template.Evaluate(Scopes.Of(Hostile, limits ?? TemplateLimits.Default));
            (value is null or string or bool or long or double or System.Text.Json.Nodes.JsonObject or System.Text.Json.Nodes.JsonArray).ShouldBeTrue(text);
            (value as string)?.Length.ShouldBeLessThanOrEqualTo(limits?.OutputLength ?? TemplateLimits.Default.OutputLength);
        }
        catch (TemplateException refused)
        {
            refused.Place.Offset.ShouldBeInRange(0, text.Length);
        }

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10), text);
        return true;
    }
}

using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>Whatever stands in a template, it is parsed or refused with a place inside it.</summary>
public sealed class TemplateParserFuzzTests
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{-", "-}}", "{{- ", " -}}", "/*", "*/", "(", ")", "|", ":=", "=", ",", ".", "..", "$", "$x", "$x := ", ".spec", "\"", "`", "'", "\\", "\n", "\r", "\t", "if ", "else ", "else if ", "end", "range ", "with ", "define \"a\"",
        "template \"a\" .", "block ", "break", "continue", "nil", "true", "and ", "or ", "printf ", "index ", "default ", "0x", "1e", "-", "+", "_", "'a'", "é", "😀", "\ud800", "\0", "@", "!", "lookup ", "call ", "{{ end }}", "{{ else }}",
    ];

    [Fact]
    public Task Any_text_is_parsed_or_refused_with_a_place() => new FuzzRun(new Mutation(Corpus.Templates, Pieces).Write, Check).CountAsync(10_000);

    [Fact]
    public Task Any_text_is_parsed_or_refused_with_a_place_for_five_minutes() => new FuzzRun(new Mutation(Corpus.Templates, Pieces).Write, Check).LongAsync();

    private static Task Check(int seed, string text)
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

        return Task.CompletedTask;
    }
}

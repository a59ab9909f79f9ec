using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Tests.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>Whatever a custom resource has in it, an evaluation ends within its limits, with a value or a <see cref="TemplateException"/> that has a place.</summary>
public sealed class EvaluatorFuzzTests
{
    [Fact]
    public Task Hostile_values_cannot_break_an_evaluation() => new FuzzRun(Write, Check).CountAsync(3_000);

    [Fact]
    public Task Hostile_values_cannot_break_an_evaluation_for_five_minutes() => new FuzzRun(Write, Check).LongAsync();

    [Fact]
    public void Most_templates_of_the_run_are_evaluated_to_the_end()
    {
        var ends = Enumerable.Range(0, 500).Count(static seed =>
        {
            try
            {
                Template.Parse(Write(seed), FunctionTable.Standard).Evaluate(Scopes.Of(HostileValues.Root(seed), TemplateSurroundings.At(Scopes.Now)));
                return true;
            }
            catch (Exception refused) when (refused is TemplateException or TemplateSyntaxException)
            {
                return false;
            }
        });

        // Both outcomes must be frequent for the run to mean anything.
        ends.ShouldBeInRange(100, 400);
    }

    private static string Write(int seed) => seed % 2 == 0 ? RandomTemplate.Write(seed) : Corpus.Templates[seed / 2 % Corpus.Templates.Count];

    private static Task Check(int seed, string text)
    {
        Template template;
        try
        {
            template = Template.Parse(text, FunctionTable.Standard);
        }
        catch (TemplateSyntaxException)
        {
            return Task.CompletedTask;
        }

        try
        {
            var value = template.Evaluate(Scopes.Of(HostileValues.Root(seed), TemplateSurroundings.At(Scopes.Now)));
            (value is null or string or bool or long or double or JsonObject or JsonArray).ShouldBeTrue();
            SizeOf(value).ShouldBeLessThanOrEqualTo(TemplateLimits.Default.OutputLength);
        }
        catch (TemplateException refused)
        {
            refused.Place.Offset.ShouldBeInRange(0, text.Length);
            refused.Message.ShouldNotBeNullOrWhiteSpace();
            refused.Message.Length.ShouldBeLessThan(10_000);
        }

        return Task.CompletedTask;
    }

    /// <summary>Characters of what was made; what is handed on from the custom resource has its size already.</summary>
    private static int SizeOf(object? value) => value switch
    {
        string text => text.Length,
        JsonNode { Parent: null } made => Characters(made),
        _ => 0,
    };

    private static int Characters(JsonNode? node) => node switch
    {
        null => 0,
        JsonObject map => map.Sum(static member => member.Key.Length + Characters(member.Value)),
        JsonArray list => list.Sum(Characters),
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length,
        _ => 1,
    };
}

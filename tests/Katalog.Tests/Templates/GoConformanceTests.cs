using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Templates;

/// <summary>Templates whose outputs were recorded from Go's own text/template (1.19, missingkey=zero). In the recordings &lt;no value&gt; stands as nothing,
/// which is one of the two departures; the list below names the cases that differ for another reason.</summary>
public class GoConformanceTests
{
    private static readonly JsonObject Data = (JsonObject)JsonNode.Parse(Read("data.json"))!;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var name in typeof(GoConformanceTests).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            foreach (var line in Read(name).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                cases.Add(name.Split('.')[^2], line);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_Go_prints_is_printed(string group, string recorded)
    {
        var (text, output) = Parse(recorded);
        if (GoDepartures.Find(text) is not null)
            return;
        var printed = Print(text);
        if (output is null)
            printed.ShouldBeNull($"{group}: Go refuses {text}");
        else
            printed.ShouldBe(output, $"{group}: {text}");
    }

    [Fact]
    public void Every_departure_still_departs()
    {
        var recorded = Cases().Select(static row => Parse(row.Data.Item2)).DistinctBy(static row => row.Text).ToDictionary(static row => row.Text, static row => row.Output, StringComparer.Ordinal);
        foreach (var (text, (output, reason)) in GoDepartures.All)
        {
            recorded.ShouldContainKey(text);
            Print(text).ShouldBe(output, reason);
            output.ShouldNotBe(recorded[text], $"{text} is as in Go");
        }
    }

    [Fact]
    public void There_are_enough_recordings() => Cases().Count.ShouldBeGreaterThan(1800);

    /// <summary>Null where the template is refused, at parsing or at evaluation.</summary>
    private static string? Print(string text)
    {
        try
        {
            return ((string)Template.Parse("[" + text + "]", FunctionTable.Standard).Evaluate(Scopes.Of(Data, TemplateSurroundings.At(Scopes.Now)))!)[1..^1];
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    private static (string Text, string? Output) Parse(string line)
    {
        var recorded = JsonDocument.Parse(line).RootElement;
        return (recorded.GetProperty("template").GetString()!, recorded.TryGetProperty("output", out var output) ? output.GetString() : null);
    }

    private static string Read(string name)
    {
        var assembly = typeof(GoConformanceTests).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(candidate => candidate.EndsWith(name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

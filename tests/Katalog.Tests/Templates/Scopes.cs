using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Tests.Templates;

/// <summary>Contexts for templates, at Thursday 2026-01-15 10:30:00 UTC.</summary>
internal static class Scopes
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    public static TemplateScope Of(string json) => Of(json, TemplateLimits.Default);

    public static TemplateScope Of(string json, TemplateLimits limits) => Of((JsonObject)JsonNode.Parse(json)!, TemplateSurroundings.At(Now) with { Limits = limits });

    public static TemplateScope Of(string json, DateTimeOffset now) => Of((JsonObject)JsonNode.Parse(json)!, TemplateSurroundings.At(now));

    public static TemplateScope Of(JsonObject root, TemplateSurroundings surroundings) =>
        new(root.ToDictionary(static member => member.Key, static member => (object?)member.Value, StringComparer.Ordinal), surroundings);

    public static object? Evaluate(string template, string json = "{}") => Template.Parse(template, FunctionTable.Standard).Evaluate(Of(json));

    /// <summary>The result as a template with text around it prints it.</summary>
    public static string Print(string template, string json = "{}") => ((string)Evaluate("[" + template + "]", json)!)[1..^1];
}

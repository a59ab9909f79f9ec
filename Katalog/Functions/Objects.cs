using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Reads Kubernetes objects; everything that is absent is "", 0 or false.</summary>
internal static class Objects
{
    public static string Text(object? value, params ReadOnlySpan<string> path) => Fields.Find(value, path) switch
    {
        string text => text,
        long or double or bool => Arg.Text(Fields.Find(value, path)),
        _ => string.Empty,
    };

    public static long Int(object? value, params ReadOnlySpan<string> path) => IntOrNull(value, path) ?? 0;

    public static long? IntOrNull(object? value, params ReadOnlySpan<string> path) => Fields.Find(value, path) switch
    {
        long number => number,
        double number => Arg.Int(number),
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>The map at a path, or an empty one.</summary>
    public static object Map(object? value, params ReadOnlySpan<string> path) => Fields.Find(value, path) is JsonObject map ? map : new JsonObject();

    /// <summary>The condition of a type, from status.conditions.</summary>
    public static object? Condition(object? value, string type)
    {
        foreach (var condition in Lists.Items(Fields.Find(value, "status", "conditions")))
        {
            if (string.Equals(Text(condition, "type"), type, StringComparison.Ordinal))
                return condition;
        }

        return null;
    }

    /// <summary>Whether the condition of a type is True.</summary>
    public static bool IsTrue(object? value, string type) => Text(Condition(value, type), "status") is "True";

    /// <summary>The element of the list at a path; nil where there is none.</summary>
    public static object? ItemAt(object? list, long index) => list is JsonArray items && index >= 0 && index < items.Count ? Templates.TemplateValue.Normalize(items[(int)index]) : null;
}

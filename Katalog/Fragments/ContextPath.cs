using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>A dot path from the root context: <c>spec.regions</c>.</summary>
internal sealed class ContextPath(ImmutableArray<string> steps)
{
    public string Root => steps[0];

    public FieldRead Read => new(steps, Whole: true);

    public static ContextPath? TryParse(string text)
    {
        var steps = text.TrimStart('.').Split('.');
        return steps.Any(step => step.Length == 0 || step.AsSpan().ContainsAny(" \t{}")) ? null : new ContextPath([.. steps]);
    }

    /// <summary>The value; null where any step is missing.</summary>
    public object? Resolve(TemplateScope scope)
    {
        if (!scope.TryGet(steps[0], out var value))
            return null;
        foreach (var step in steps.Skip(1))
        {
            value = value switch
            {
                JsonObject map => TemplateValue.Normalize(map[step]),
                JsonArray list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => TemplateValue.Normalize(list[index]),
                _ => null,
            };
        }

        return value;
    }
}

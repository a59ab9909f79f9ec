using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Turns one declaration into one scope per element: of a list in its order, of a map by key.</summary>
internal static class ForEachExpansion
{
    /// <summary>The scopes, and whether the elements could be told: false when what is gone through is absent and does not come from the custom resource itself.</summary>
    public static (IReadOnlyList<TemplateScope> Scopes, bool IsComplete) Expand(ForEachDefinition? definition, TemplateScope scope, int maxElements)
    {
        if (definition is null)
            return ([scope], true);

        var place = definition.Place;
        var collection = definition.Path is { } path ? path.Resolve(scope) : definition.Template!.Evaluate(scope);
        switch (collection)
        {
            case null or "":
                return ([], definition.Path?.Root is "spec" or "metadata" or "status");
            case JsonArray list:
                Bound(list.Count, maxElements, place);
                return ([.. list.Select((item, index) => Bind(scope, definition.As, item, item, index))], true);
            case JsonObject map:
                Bound(map.Count, maxElements, place);
                return ([.. map.OrderBy(each => each.Key, StringComparer.Ordinal).Select((each, index) => Bind(scope, definition.As, each.Key, each.Value, index))], true);
            default:
                throw new RenderFaultException(place, "forEach goes through a list or a map, and this is a single value");
        }
    }

    private static TemplateScope Bind(TemplateScope scope, string name, object? item, object? value, int index)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal) { ["item"] = item, ["value"] = value, ["index"] = (long)index, [name] = item };
        return scope.With(variables);
    }

    private static void Bound(int count, int max, SourcePlace place)
    {
        if (count > max)
            throw new RenderFaultException(place, $"forEach has {count} elements; at most {max} children are made for one custom resource");
    }
}

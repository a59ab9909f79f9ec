using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Turns one declaration into one scope per element: of a list in its order, of a map by key; with a loop inside the loop, of each of them.</summary>
internal static class ForEachExpansion
{
    private static readonly string[] OwnRoots = ["spec", "metadata", "status"];

    /// <summary>The scopes, and whether the elements could be told: false when what is gone through is absent and does not come from the custom resource itself.</summary>
    public static (IReadOnlyList<TemplateScope> Scopes, bool IsComplete) Expand(ForEachDefinition definition, TemplateScope scope, int maxElements) =>
        Expand(definition, scope, maxElements, OwnRoots);

    /// <param name="definition">The loop.</param>
    /// <param name="scope">What it sees.</param>
    /// <param name="maxElements">How many scopes there may be.</param>
    /// <param name="known">Names whose values come from the custom resource, so that an absent field in them is an empty list.</param>
    private static (IReadOnlyList<TemplateScope> Scopes, bool IsComplete) Expand(ForEachDefinition definition, TemplateScope scope, int maxElements, string[] known)
    {
        var isOwn = definition.Path is { } path && known.Contains(path.Root, StringComparer.Ordinal);
        if (Elements(definition, scope, maxElements) is not { } elements)
            return ([], isOwn);
        if (definition.Inner is not { } inner)
            return (elements, true);

        var all = new List<TemplateScope>();
        var isComplete = true;
        string[] knownInside = isOwn ? [.. known, definition.As, "item", "value"] : known;
        foreach (var element in elements)
        {
            var (scopes, complete) = Expand(inner, element, maxElements, knownInside);
            isComplete &= complete;
            all.AddRange(scopes);
            Bound(all.Count, maxElements, inner.Place);
        }

        return (all, isComplete);
    }

    /// <summary>One scope per element; null when there is nothing to go through.</summary>
    private static IReadOnlyList<TemplateScope>? Elements(ForEachDefinition definition, TemplateScope scope, int maxElements)
    {
        var place = definition.Place;
        var collection = definition.Path is { } path ? path.Resolve(scope) : definition.Template!.Evaluate(scope);
        switch (collection)
        {
            case null or "":
                return null;
            case JsonArray list:
                Bound(list.Count, maxElements, place);
                return [.. list.Select((item, index) => Bind(scope, definition.As, item, item, index))];
            case JsonObject map:
                Bound(map.Count, maxElements, place);
                return [.. map.OrderBy(each => each.Key, StringComparer.Ordinal).Select((each, index) => Bind(scope, definition.As, each.Key, each.Value, index))];
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

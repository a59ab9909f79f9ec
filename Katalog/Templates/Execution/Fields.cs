using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>Members of maps: JSON objects and the root scope.</summary>
internal static class Fields
{
    /// <summary>The member, nil where a map does not have it; not Known where the value is no map.</summary>
    public static (bool Known, object? Value) Get(object value, string name) => value switch
    {
        JsonObject map => (true, map.TryGetPropertyValue(name, out var member) ? TemplateValue.Normalize(member) : null),
        TemplateScope scope => (true, scope.TryGet(name, out var variable) ? variable : null),
        _ => (false, null),
    };

    /// <summary>The keys of a map in order; none for everything else.</summary>
    public static IEnumerable<string> Keys(object? value) => value switch
    {
        JsonObject map => map.Select(static member => member.Key).Order(StringComparer.Ordinal),
        TemplateScope scope => scope.Names,
        _ => [],
    };

    public static bool IsMap(object? value) => value is JsonObject or TemplateScope;

    /// <summary>A member of a map; nil for everything else.</summary>
    public static object? Find(object? value, string name) => value is null ? null : Get(value, name).Value;

    /// <summary>A path of members; nil as soon as one is missing.</summary>
    public static object? Find(object? value, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            value = Find(value, name);
        return value;
    }
}

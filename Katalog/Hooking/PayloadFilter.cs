using System.Text.Json.Nodes;
using Orkestra.Katalog.Conditions;

namespace Orkestra.Katalog.Hooking;

/// <summary>What of the custom resource and its children code is shown.</summary>
internal sealed record PayloadFilter
{
    public static PayloadFilter Everything { get; } = new();

    /// <summary>What is left out of the custom resource.</summary>
    public IReadOnlyList<FieldPath> OfObject { get; init; } = [];

    /// <summary>False: no child is shown.</summary>
    public bool Children { get; init; } = true;

    /// <summary>What is left out of every child.</summary>
    public IReadOnlyList<FieldPath> OfChildren { get; init; } = [];

    /// <summary>What is left out of the children of a kind, by its name in lower case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FieldPath>> OfKinds { get; init; } = new Dictionary<string, IReadOnlyList<FieldPath>>(StringComparer.Ordinal);

    /// <summary>Takes out of a child what is not shown of its kind.</summary>
    public void Apply(JsonObject child, string kind)
    {
        Remove(child, OfChildren);
        if (OfKinds.GetValueOrDefault(kind.ToLowerInvariant()) is { } own)
            Remove(child, own);
    }

    public static void Remove(JsonObject from, IReadOnlyList<FieldPath> paths)
    {
        foreach (var path in paths)
            Remove(from, path.Keys.AsSpan());
    }

    private static void Remove(JsonNode? from, ReadOnlySpan<string> keys)
    {
        if (from is JsonArray list)
        {
            foreach (var item in list)
                Remove(item, keys);
        }
        else if (from is JsonObject map && keys.Length == 1)
        {
            map.Remove(keys[0]);
        }
        else if (from is JsonObject parent)
        {
            Remove(parent[keys[0]], keys[1..]);
        }
    }
}

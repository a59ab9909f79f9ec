using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Apply;

/// <summary>Lays an applied configuration over the live object: what it sets wins, what it does not name stays.</summary>
internal static class ObjectMerger
{
    /// <summary>A new object; its arguments are not changed.</summary>
    public static JsonObject Merge(TypeSchema schema, JsonObject live, JsonObject applied) =>
        Merge(schema, Maybe.Of(live), Maybe.Of(applied)).Value as JsonObject ?? [];

    private static Maybe Merge(TypeSchema schema, Maybe live, Maybe applied)
    {
        switch (FieldTypes.ShapeOf(schema, applied.Present ? applied.Value : live.Value))
        {
            case FieldShape.Map:
                var (liveMap, appliedMap) = (live.Value as JsonObject, applied.Value as JsonObject);
                return FieldTypes.IsAtomicMap(schema) || liveMap is not { Count: > 0 } && appliedMap is not { Count: > 0 }
                    ? Newer(live, applied)
                    : MergeMaps(schema, liveMap, appliedMap);
            case FieldShape.List:
                var (liveList, appliedList) = (live.Value as JsonArray, applied.Value as JsonArray);
                return FieldTypes.IsAtomicList(schema) || liveList is not { Count: > 0 } && appliedList is not { Count: > 0 }
                    ? Newer(live, applied)
                    : MergeLists(schema, liveList ?? [], appliedList ?? []);
            default:
                return Newer(live, applied);
        }
    }

    private static Maybe Newer(Maybe live, Maybe applied)
    {
        var newer = applied.Present ? applied : live;
        return newer with { Value = newer.Value?.DeepClone() };
    }

    private static Maybe MergeMaps(TypeSchema schema, JsonObject? live, JsonObject? applied)
    {
        var result = new JsonObject();
        foreach (var name in (live ?? []).Select(p => p.Key).Union((applied ?? []).Select(p => p.Key), StringComparer.Ordinal))
        {
            var merged = Merge(FieldTypes.Field(schema, name) ?? TypeSchema.Any, Maybe.In(live, name), Maybe.In(applied, name));
            if (merged.Present)
                result[name] = merged.Value;
        }
        return result.Count > 0 ? Maybe.Of(result) : Maybe.Absent;
    }

    /// <summary>Items that both lists have follow the order of the applied one; those that only the live list has keep their place before the next one that both have.</summary>
    private static Maybe MergeLists(TypeSchema schema, JsonArray live, JsonArray applied)
    {
        var items = schema.Items ?? TypeSchema.Any;
        var liveKeys = live.Select(item => FieldTypes.Item(schema, item)).ToArray();
        var appliedKeys = applied.Select(item => FieldTypes.Item(schema, item)).ToArray();
        var liveItems = new Dictionary<PathElement, Maybe>();
        for (var i = 0; i < live.Count; i++)
        {
            // An item whose key occurs twice is merged with nothing.
            if (!liveItems.TryAdd(liveKeys[i], Maybe.Of(live[i])))
                liveItems[liveKeys[i]] = Maybe.Absent;
        }
        var appliedItems = appliedKeys.ToHashSet();
        var shared = new Queue<PathElement>(appliedKeys.Where(liveItems.ContainsKey));
        var done = new HashSet<PathElement>();
        var result = new JsonArray();

        void TakeApplied(int index)
        {
            var key = appliedKeys[index];
            done.Add(key);
            if (shared.TryPeek(out var next) && next.Equals(key))
                shared.Dequeue();
            var merged = Merge(items, liveItems.GetValueOrDefault(key), Maybe.Of(applied[index]));
            if (merged.Present)
                result.Add(merged.Value);
        }

        var (l, r) = (0, 0);
        while (l < live.Count || r < applied.Count)
        {
            if (l < live.Count && !appliedItems.Contains(liveKeys[l]))
            {
                result.Add(live[l++]?.DeepClone());
            }
            else if (l < live.Count && (done.Contains(liveKeys[l]) || shared.TryPeek(out var next) && !next.Equals(liveKeys[l])))
            {
                // Shared, but placed where the applied list has it.
                l++;
            }
            else if (l < live.Count && r < applied.Count && liveKeys[l].Equals(appliedKeys[r]))
            {
                TakeApplied(r++);
                l++;
            }
            else
            {
                TakeApplied(r++);
            }
        }
        return result.Count > 0 ? Maybe.Of(result) : Maybe.Absent;
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Patching;

/// <summary>Strategic merge patches for built-in kinds: lists merge by key where the type says so; <c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder/…</c> and
/// <c>$deleteFromPrimitiveList/…</c> direct the merge.</summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string SetElementOrder = "$setElementOrder/";
    private const string DeleteFromPrimitiveList = "$deleteFromPrimitiveList/";

    /// <summary>Does not change its arguments.</summary>
    /// <exception cref="PatchException">The patch is not well-formed.</exception>
    public static JsonObject Apply(JsonObject target, JsonObject patch, TypeSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return MergeMap((JsonObject)target.DeepClone(), (JsonObject)patch.DeepClone(), schema);
    }

    private static JsonObject MergeMap(JsonObject original, JsonObject patch, TypeSchema schema)
    {
        if (patch.TryGetPropertyValue(Directive, out var directive))
            return DirectedMap(directive, patch);
        KeepOnlyRetained(original, patch);
        MergeOrderedLists(original, patch, schema);
        foreach (var (key, value) in patch.ToArray())
        {
            var deletes = key.StartsWith(DeleteFromPrimitiveList, StringComparison.Ordinal);
            var name = deletes ? key[DeleteFromPrimitiveList.Length..] : key;
            if (value is null)
                original.Remove(name);
            else if (deletes)
                DeleteItems(original, name, value);
            else
                MergeField(original, name, value, Field(schema, name));
        }
        return original;
    }

    private static JsonObject DirectedMap(JsonNode? directive, JsonObject patch)
    {
        switch (Text(directive))
        {
            case "replace":
                patch.Remove(Directive);
                return (JsonObject)patch.DeepClone();
            case "delete":
                return [];
            case var other:
                throw Internal($"unknown patch type: {other} in map: {patch.ToJsonString()}");
        }
    }

    private static void MergeField(JsonObject original, string name, JsonNode value, TypeSchema field)
    {
        switch (original[name], value)
        {
            case (JsonObject map, JsonObject changes):
                original[name] = field.Strategic is { Replace: true } ? changes.DeepClone() : MergeMap((JsonObject)map.DeepClone(), changes, field);
                break;
            case (JsonArray list, JsonArray changes):
                original[name] = field.Strategic is { Merge: true } ? MergeList(list, changes, field) : changes.DeepClone();
                break;
            default:
                if (WithoutDirectives(value, out var plain))
                    original[name] = plain;
                else
                    original.Remove(name);
                break;
        }
    }

    /// <summary>$retainKeys names the only keys that stay; the patch must not set others.</summary>
    private static void KeepOnlyRetained(JsonObject original, JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(RetainKeys, out var directive))
            return;
        patch.Remove(RetainKeys);
        var keys = (directive as JsonArray ?? throw PatchException.BadRequest("invalid patch format of retainKeys")).Select(Text).ToHashSet(StringComparer.Ordinal);
        if (patch.Any(p => p.Value is not null && !p.Key.StartsWith('$') && !keys.Contains(p.Key)))
            throw PatchException.BadRequest("invalid patch format of retainKeys");
        foreach (var name in original.Select(p => p.Key).Where(name => !keys.Contains(name)).ToArray())
            original.Remove(name);
    }

    private static void DeleteItems(JsonObject original, string name, JsonNode value)
    {
        if (value is not JsonArray unwanted)
            throw PatchException.BadRequest("invalid patch format of primitive list");
        if (original[name] is JsonArray list)
            original[name] = new JsonArray([.. list.Where(item => !unwanted.Any(u => JsonNode.DeepEquals(u, item))).Select(item => item?.DeepClone())]);
    }

    /// <summary>Lists whose order the patch gives with $setElementOrder are merged first, together with that order.</summary>
    private static void MergeOrderedLists(JsonObject original, JsonObject patch, TypeSchema schema)
    {
        foreach (var (key, value) in patch.Where(p => p.Key.StartsWith(SetElementOrder, StringComparison.Ordinal)).ToArray())
        {
            patch.Remove(key);
            var name = key[SetElementOrder.Length..];
            var order = value as JsonArray ?? throw PatchException.BadRequest("invalid patch format of setElementOrder list");
            var field = Field(schema, name);
            var mergeKey = field.Strategic?.MergeKey;
            var changes = List(patch, name);
            CheckOrder(changes ?? [], order, mergeKey);
            var before = List(original, name);
            if (before is null && changes is null)
                continue;
            JsonArray merged;
            if (changes is null)
                merged = before!;
            else if (before is null)
                merged = WithoutDirectives(changes, out var plain) ? (JsonArray)plain! : [];
            else
                merged = field.Strategic is { Merge: true } ? MergeList(before, changes, field) : changes;
            original[name] = MergeOrder.Arrange(merged, order, before ?? [], mergeKey);
            patch.Remove(name);
        }
    }

    private static JsonArray? List(JsonObject obj, string name) => obj[name] switch
    {
        null => null,
        JsonArray list => list,
        _ => throw Internal("expected a []interface {}, but received another type"),
    };

    private static void CheckOrder(JsonArray changes, JsonArray order, string? mergeKey)
    {
        if (changes.Count == 0 || order.Count == 0)
            return;
        var next = 0;
        foreach (var item in changes.Where(c => c is not JsonObject map || !map.ContainsKey(Directive)))
        {
            while (next < order.Count && !MergeOrder.Same(item, order[next], mergeKey))
                next++;
            if (next++ >= order.Count)
                throw Internal($"The order in patch list:\n{changes.ToJsonString()}\n doesn't match $setElementOrder list:\n{order.ToJsonString()}\n");
        }
    }

    private static JsonArray MergeList(JsonArray original, JsonArray patch, TypeSchema field)
    {
        if (original.Count == 0 && patch.Count == 0)
            return [];
        if (original.Concat(patch).Any(item => item is JsonArray))
            throw new PatchException(422, "Invalid", "lists of lists are not supported");
        var mergeKey = field.Strategic!.MergeKey;
        if (!original.Concat(patch).Any(item => item is JsonObject))
        {
            var union = new JsonArray();
            foreach (var item in original.Concat(patch).Where(item => !union.Any(seen => JsonNode.DeepEquals(seen, item))))
                union.Add(item?.DeepClone());
            return MergeOrder.Arrange(union, patch, original, mergeKey: null);
        }
        if (mergeKey is null)
            throw Internal("cannot merge lists without merge key");
        return MergeObjects((JsonArray)original.DeepClone(), patch, mergeKey, field.Items ?? TypeSchema.Any);
    }

    private static JsonArray MergeObjects(JsonArray original, JsonArray patch, string mergeKey, TypeSchema items)
    {
        var plain = new JsonArray();
        var replaces = false;
        foreach (var change in patch)
        {
            if (change is not JsonObject map || !map.TryGetPropertyValue(Directive, out var directive))
            {
                plain.Add(change?.DeepClone());
                continue;
            }
            switch (Text(directive))
            {
                case "delete":
                    Key(map, mergeKey);
                    for (var i = original.Count - 1; i >= 0; i--)
                    {
                        if (MergeOrder.Same(original[i], map, mergeKey))
                            original.RemoveAt(i);
                    }
                    break;
                case "replace":
                    replaces = true;
                    break;
                case "merge":
                    throw Internal("merging lists cannot yet be specified in the patch");
                case var other:
                    throw Internal($"unknown patch type: {other} in map: {map.ToJsonString()}");
            }
        }
        if (replaces)
            return plain;
        var merged = (JsonArray)original.DeepClone();
        foreach (var change in plain.OfType<JsonObject>())
        {
            Key(change, mergeKey);
            var place = merged.IndexOf(merged.FirstOrDefault(item => MergeOrder.Same(item, change, mergeKey)));
            if (place >= 0)
                merged[place] = MergeMap((JsonObject)merged[place]!.DeepClone(), (JsonObject)change.DeepClone(), items);
            else
                merged.Add(change.DeepClone());
        }
        return MergeOrder.Arrange(merged, plain, original, mergeKey);
    }

    private static void Key(JsonObject item, string mergeKey)
    {
        if (!item.ContainsKey(mergeKey))
            throw Internal($"map: {item.ToJsonString()} does not contain declared merge key: {mergeKey}");
    }

    /// <returns>False when the value is itself a directive and is not to be kept.</returns>
    private static bool WithoutDirectives(JsonNode? value, out JsonNode? plain)
    {
        plain = null;
        switch (value)
        {
            case JsonObject map:
                if (map.ContainsKey(Directive))
                    return false;
                var kept = new JsonObject();
                foreach (var (name, child) in map)
                {
                    if (child is not null && WithoutDirectives(child, out var inner))
                        kept[name] = inner;
                }
                plain = kept;
                return true;
            case JsonArray list:
                var items = new JsonArray();
                foreach (var item in list)
                {
                    if (WithoutDirectives(item, out var inner))
                        items.Add(inner);
                }
                plain = items;
                return true;
            default:
                plain = value?.DeepClone();
                return true;
        }
    }

    private static TypeSchema Field(TypeSchema schema, string name) => schema.Properties.GetValueOrDefault(name) ?? schema.Items ?? TypeSchema.Any;

    private static string Text(JsonNode? node) => node?.GetValueKind() == System.Text.Json.JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString() ?? "<nil>";

    private static PatchException Internal(string message) => new(500, "", message);
}

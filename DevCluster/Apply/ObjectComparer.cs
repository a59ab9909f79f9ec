using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Apply;

/// <summary>Compares two objects of one type field by field.</summary>
internal sealed class ObjectComparer
{
    private readonly List<PathElement> _path = [];
    private readonly FieldSet _removed = new();
    private readonly FieldSet _modified = new();
    private readonly FieldSet _added = new();

    public static Comparison Compare(TypeSchema schema, JsonObject older, JsonObject newer)
    {
        var comparer = new ObjectComparer();
        comparer.Visit(schema, Maybe.Of(older), Maybe.Of(newer));
        return new Comparison(comparer._removed, comparer._modified, comparer._added);
    }

    private void Visit(TypeSchema schema, Maybe older, Maybe newer)
    {
        var olderShape = FieldTypes.ShapeOf(schema, older.Value);
        var newerShape = FieldTypes.ShapeOf(schema, newer.Value);
        var leaf = false;
        if (!newer.Present)
            leaf = VisitAs(olderShape, schema, older, newer);
        else if (!older.Present || olderShape == newerShape)
            leaf = VisitAs(newerShape, schema, older, newer);
        else
        {
            // A value of unknown type that changed its shape is modified, and what was or is below it comes and goes.
            VisitAs(olderShape, schema, older, newer);
            leaf = VisitAs(newerShape, schema, older, newer);
        }
        if (leaf)
            return;
        if (!older.Present)
            Take(_added);
        else if (!newer.Present)
            Take(_removed);
    }

    /// <returns>Whether the value was compared as a whole.</returns>
    private bool VisitAs(FieldShape shape, TypeSchema schema, Maybe older, Maybe newer)
    {
        switch (shape)
        {
            case FieldShape.Map:
                var (olderMap, newerMap) = (older.Value as JsonObject, newer.Value as JsonObject);
                if (FieldTypes.IsAtomicMap(schema) || olderMap is not { Count: > 0 } && newerMap is not { Count: > 0 })
                    return Leaf(older, newer);
                VisitMap(schema, olderMap, newerMap);
                return false;
            case FieldShape.List:
                var (olderList, newerList) = (older.Value as JsonArray, newer.Value as JsonArray);
                if (FieldTypes.IsAtomicList(schema) || olderList is not { Count: > 0 } && newerList is not { Count: > 0 })
                    return Leaf(older, newer);
                VisitList(schema, olderList, newerList);
                return false;
            default:
                return Leaf(older, newer);
        }
    }

    private bool Leaf(Maybe older, Maybe newer)
    {
        if (!older.Present)
            Take(_added);
        else if (!newer.Present)
            Take(_removed);
        else if (!JsonNode.DeepEquals(older.Value, newer.Value))
            Take(_modified);
        return true;
    }

    private void VisitMap(TypeSchema schema, JsonObject? older, JsonObject? newer)
    {
        foreach (var name in (older ?? []).Select(p => p.Key).Union((newer ?? []).Select(p => p.Key), StringComparer.Ordinal))
        {
            _path.Add(PathElement.OfField(name));
            Visit(FieldTypes.Field(schema, name) ?? TypeSchema.Any, Maybe.In(older, name), Maybe.In(newer, name));
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void VisitList(TypeSchema schema, JsonArray? older, JsonArray? newer)
    {
        var olderItems = Index(schema, older);
        var newerItems = Index(schema, newer);
        foreach (var element in olderItems.Keys.Union(newerItems.Keys))
        {
            _path.Add(element);
            VisitItems(schema.Items ?? TypeSchema.Any, olderItems.GetValueOrDefault(element) ?? [], newerItems.GetValueOrDefault(element) ?? []);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void VisitItems(TypeSchema item, List<JsonNode?> older, List<JsonNode?> newer)
    {
        if (older.Count <= 1 && newer.Count <= 1)
            Visit(item, One(older), One(newer));
        else if (older.Count >= 2 && newer.Count >= 2)
        {
            if (!older.SequenceEqual(newer, EqualityComparer<JsonNode?>.Create((a, b) => JsonNode.DeepEquals(a, b), _ => 0)))
                Take(_modified);
        }
        else if (older.Count >= 2)
        {
            if (newer.Count == 1)
                Visit(item, Maybe.Absent, One(newer));
            Take(_removed);
        }
        else
        {
            if (older.Count == 1)
                Visit(item, One(older), Maybe.Absent);
            Take(_added);
        }
    }

    private static Maybe One(List<JsonNode?> items) => items.Count == 0 ? Maybe.Absent : Maybe.Of(items[0]);

    private static Dictionary<PathElement, List<JsonNode?>> Index(TypeSchema schema, JsonArray? list)
    {
        var items = new Dictionary<PathElement, List<JsonNode?>>();
        foreach (var item in list ?? [])
        {
            var element = FieldTypes.Item(schema, item);
            if (!items.TryGetValue(element, out var same))
                items.Add(element, same = []);
            same.Add(item);
        }
        return items;
    }

    private void Take(FieldSet set) => set.Add([.. _path]);
}

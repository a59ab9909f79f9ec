using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Cel;

/// <summary>The values of the language: null, bool, long, double, string, lists (<see cref="CelArray"/>, arrays), maps (<see cref="CelObject"/>, <see cref="CelMap"/>) and types.</summary>
internal static class CelValues
{
    /// <summary>A value of the resource; its schema tells integers from doubles.</summary>
    public static object? Of(JsonNode? node, TypeSchema schema) => node switch
    {
        null => null,
        JsonObject map when schema.Type is not (SchemaType.Object or SchemaType.Map) => throw new CelSyntaxException($"{map.GetPath()} has no schema"),
        JsonObject map => new CelObject(map, schema),
        JsonArray list => new CelArray(list, schema),
        _ => Scalar((JsonValue)node, schema),
    };

    public static IReadOnlyList<object?>? List(object? value) => value switch
    {
        CelArray array => [.. array.Node.Select(item => Of(item, array.Schema.Items ?? TypeSchema.Any))],
        object?[] list => list,
        _ => null,
    };

    public static IEnumerable<string>? Keys(object? value) => value switch
    {
        CelObject map => map.Node.Select(pair => pair.Key),
        CelMap map => map.Entries.Keys,
        _ => null,
    };

    /// <summary>The value of a field or key.</summary>
    /// <exception cref="CelException">There is none.</exception>
    public static object? Field(object? target, string field) => TryField(target, field, out var value) ? value : throw new CelException($"no such key: {field}");

    public static bool TryField(object? target, string field, out object? value)
    {
        value = null;
        switch (target)
        {
            case CelMap map:
                return map.Entries.TryGetValue(field, out value);
            case CelObject map:
                var (name, schema) = CelObject.Find(map.Schema, field) ?? throw new CelSyntaxException($"undefined field '{field}'");
                if (!map.Node.TryGetPropertyValue(name, out var node))
                    return false;
                value = Of(node, schema);
                return true;
            default:
                throw new CelException("no such overload");
        }
    }

    public static bool AreEqual(object? left, object? right)
    {
        if (Compare(left, right) is { } order)
            return order == 0;
        if (List(left) is { } one && List(right) is { } other)
            return one.Count == other.Count && (IsUnordered(left) && IsUnordered(right) ? one.All(item => Count(one, item) == Count(other, item)) : one.Zip(other).All(pair => AreEqual(pair.First, pair.Second)));
        if (Keys(left)?.ToList() is { } keys && Keys(right)?.ToList() is { } others)
            return keys.Count == others.Count && keys.All(key => others.Contains(key, StringComparer.Ordinal) && AreEqual(Field(left, key), Field(right, key)));
        return left is null ? right is null : left is CelType && left.Equals(right);
    }

    /// <summary>Null when the two have no order.</summary>
    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => Compare(a, b),
        (long a, double b) => Compare(a, b),
        (double a, long b) => Compare(a, b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        _ => null,
    };

    /// <summary>The order in it does not count.</summary>
    public static bool IsUnordered(object? list) => list is CelArray { Schema.ListType: ListType.Set or ListType.Map };

    private static int? Compare(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    private static int Count(IReadOnlyList<object?> list, object? item) => list.Count(other => AreEqual(item, other));

    private static object? Scalar(JsonValue value, TypeSchema schema) => value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when schema.Format is "date-time" or "date" or "duration" or "byte" => throw new CelSyntaxException($"values of format {schema.Format} are not supported"),
        JsonValueKind.String => value.GetValue<string>(),
        _ when schema.Type is not SchemaType.Number && value.Number() is { } whole => whole,
        _ => double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
    };
}

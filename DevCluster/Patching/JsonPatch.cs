using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Patching;

/// <summary>RFC 6902 as the API server applies it: at most 10,000 operations; an operation that does not fit is 422 and changes nothing.</summary>
internal static class JsonPatch
{
    public const int MaxOperations = 10_000;

    /// <summary>Does not change its arguments.</summary>
    /// <exception cref="PatchException">The patch cannot be read (400), is too long (413) or does not fit (422).</exception>
    public static JsonNode? Apply(JsonNode document, JsonNode? patch)
    {
        if (patch is not JsonArray operations)
            throw PatchException.BadRequest($"json: cannot unmarshal {Kind(patch)} into Go value of type jsonpatch.Patch");
        if (operations.Count > MaxOperations)
        {
            throw new PatchException(413, "RequestEntityTooLarge",
                string.Create(CultureInfo.InvariantCulture, $"Request entity too large: The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}"));
        }
        var result = document.DeepClone();
        foreach (var entry in operations)
        {
            if (entry is not JsonObject operation)
                throw PatchException.BadRequest($"json: cannot unmarshal {Kind(entry)} into Go value of type jsonpatch.Operation");
            ApplyOperation(result, operation);
        }
        return result;
    }

    private static void ApplyOperation(JsonNode document, JsonObject operation)
    {
        var path = Text(operation, "path") ?? "";
        switch (Text(operation, "op"))
        {
            case "add":
                Add(document, path, operation["value"]?.DeepClone());
                break;
            case "remove":
                Remove(document, path);
                break;
            case "replace":
                Replace(document, path, operation["value"]?.DeepClone());
                break;
            case "move":
                Move(document, From(operation), path);
                break;
            case "copy":
                Add(document, path, Source(document, From(operation), "copy")?.DeepClone());
                break;
            case "test":
                Test(document, path, operation["value"]);
                break;
            case var other:
                throw Unprocessable($"Unexpected kind: {other ?? "unknown"}");
        }
    }

    private static void Add(JsonNode document, string path, JsonNode? value)
    {
        var (parent, key) = JsonPointer.Locate(document, path);
        switch (parent)
        {
            case JsonObject map:
                map[key] = value;
                break;
            case JsonArray list when key is "-":
                list.Add(value);
                break;
            case JsonArray list:
                var index = Index(key, list.Count, list.Count, $"error in add for path: '{path}'");
                list.Insert(index, value);
                break;
            default:
                throw Missing($"add operation does not apply: doc is missing path: \"{path}\"");
        }
    }

    private static void Remove(JsonNode document, string path)
    {
        var (parent, key) = JsonPointer.Locate(document, path);
        switch (parent)
        {
            case JsonObject map:
                if (!map.Remove(key))
                    throw Missing($"error in remove for path: '{path}': Unable to remove nonexistent key: {key}");
                break;
            case JsonArray list:
                list.RemoveAt(Index(key, list.Count, list.Count - 1, $"error in remove for path: '{path}'"));
                break;
            default:
                throw Missing($"remove operation does not apply: doc is missing path: \"{path}\"");
        }
    }

    private static void Replace(JsonNode document, string path, JsonNode? value)
    {
        var (parent, key) = JsonPointer.Locate(document, path);
        switch (parent)
        {
            case JsonObject map when map.ContainsKey(key):
                map[key] = value;
                break;
            case JsonArray list when JsonPointer.TryIndex(key, list.Count, list.Count - 1, out var index):
                list[index] = value;
                break;
            case null:
                throw Missing($"replace operation does not apply: doc is missing path: {path}");
            default:
                throw Missing($"replace operation does not apply: doc is missing key: {path}");
        }
    }

    private static void Move(JsonNode document, string from, string path)
    {
        var value = Source(document, from, "move")?.DeepClone();
        Remove(document, from);
        Add(document, path, value);
    }

    private static JsonNode? Source(JsonNode document, string from, string operation)
    {
        var (parent, key) = JsonPointer.Locate(document, from);
        return parent switch
        {
            JsonObject map when map.TryGetPropertyValue(key, out var value) => value,
            JsonArray list when JsonPointer.TryIndex(key, list.Count, list.Count - 1, out var index) => list[index],
            null => throw Missing($"{operation} operation does not apply: doc is missing from path: {from}"),
            _ => throw Missing($"error in {operation} for path: '{from}': Unable to get nonexistent key: {key}"),
        };
    }

    private static void Test(JsonNode document, string path, JsonNode? expected)
    {
        var (parent, key) = JsonPointer.Locate(document, path);
        var actual = parent switch
        {
            JsonObject map => map[key],
            JsonArray list when JsonPointer.TryIndex(key, list.Count, list.Count - 1, out var index) => list[index],
            JsonArray => throw Unprocessable($"error in test for path: '{path}': Unable to access invalid index: {key}: invalid index referenced"),
            _ => throw Missing($"test operation does not apply: is missing path: {path}"),
        };
        if (!JsonNode.DeepEquals(actual, expected))
            throw Unprocessable($"testing value {path} failed: test failed");
    }

    private static int Index(string key, int count, int max, string place)
    {
        if (JsonPointer.TryIndex(key, count, max, out var index))
            return index;
        throw Unprocessable(int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? $"{place}: Unable to access invalid index: {key}: invalid index referenced"
            : $"{place}: strconv.Atoi: parsing \"{key}\": invalid syntax");
    }

    private static string From(JsonObject operation) =>
        Text(operation, "from") ?? throw Missing($"{Text(operation, "op")} operation failed to decode from");

    private static string? Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "null",
    };

    private static PatchException Missing(string message) => Unprocessable(message + ": missing value");

    private static PatchException Unprocessable(string message) => new(422, "Invalid", message);
}

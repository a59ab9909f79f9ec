using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Validation;

/// <summary>Items of a set, or of a list with keys, that are there twice.</summary>
internal static class ListDuplicates
{
    public static IEnumerable<FieldError> Find(TypeSchema schema, JsonArray list, string path)
    {
        if (schema.ListType == ListType.Atomic)
            yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var identity = schema.ListType == ListType.Map ? Keys(schema, list[i] as JsonObject) : list[i]?.DeepClone();
            if (identity is not null && !seen.Add(identity.ToJsonString()))
                yield return FieldError.Duplicate($"{path}[{i}]", identity);
        }
    }

    private static JsonObject? Keys(TypeSchema schema, JsonObject? item)
    {
        if (item is null)
            return null;
        var keys = new JsonObject();
        foreach (var key in schema.ListMapKeys)
        {
            var value = item[key] ?? schema.Items?.Properties.GetValueOrDefault(key)?.Default;
            if (value is not null)
                keys[key] = value.DeepClone();
        }

        return keys;
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Apply;

/// <summary>metadata.managedFields of one object: who owns which fields.</summary>
internal sealed class ManagedFields
{
    /// <summary>How many writers other than appliers have an entry of their own; the oldest beyond share one.</summary>
    private const int MaxUpdaters = 10;
    private const string SharedManager = "ancient-changes";

    private readonly SortedDictionary<ManagerKey, ManagerEntry> _entries = new(ManagerKey.Order);

    public bool IsEmpty => _entries.Count == 0;

    public IReadOnlyList<KeyValuePair<ManagerKey, ManagerEntry>> Entries => [.. _entries];

    public ManagerEntry? Find(ManagerKey key) => _entries.GetValueOrDefault(key);

    public ManagedFields Copy()
    {
        var copy = new ManagedFields();
        foreach (var (key, entry) in _entries)
            copy._entries[key] = entry;
        return copy;
    }

    /// <summary>Sets an entry; one without fields is none.</summary>
    public void Set(ManagerKey key, ManagerEntry entry)
    {
        if (entry.Fields.IsEmpty)
            _entries.Remove(key);
        else
            _entries[key] = entry;
    }

    public void Remove(ManagerKey key) => _entries.Remove(key);

    /// <summary>Reads metadata.managedFields.</summary>
    /// <exception cref="FormatException">An entry is not valid; the message is the server's.</exception>
    public static ManagedFields Decode(JsonNode? managedFields)
    {
        var result = new ManagedFields();
        if (managedFields is not JsonArray list)
            return result;
        for (var i = 0; i < list.Count; i++)
        {
            var entry = list[i] as JsonObject ?? [];
            var operation = Text(entry, "operation");
            if (operation is not ("Apply" or "Update"))
                throw new FormatException("operation must be `Apply` or `Update`");
            if (Text(entry, "apiVersion") is not { Length: > 0 } apiVersion)
                throw new FormatException("apiVersion must not be empty");
            switch (Text(entry, "fieldsType"))
            {
                case "FieldsV1":
                    break;
                case "":
                    throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"missing fieldsType in managed fields entry {i}"));
                case var other:
                    throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"invalid fieldsType \"{other}\" in managed fields entry {i}"));
            }
            var key = new ManagerKey(Text(entry, "manager"), operation is "Apply", operation is "Apply" ? "" : apiVersion, Text(entry, "subresource"));
            try
            {
                result.Set(key, new ManagerEntry(FieldSet.Decode(entry["fieldsV1"] as JsonObject ?? []), apiVersion, Text(entry, "time") is { Length: > 0 } time ? time : null));
            }
            catch (Exception error) when (error is FormatException or JsonException or InvalidCastException or InvalidOperationException)
            {
                throw new FormatException($"error decoding versioned set: {error.Message}", error);
            }
        }
        return result;
    }

    /// <summary>A request that sets an empty list, or a list of one empty entry, wants no managedFields.</summary>
    public static bool IsReset(JsonNode? managedFields) =>
        managedFields is JsonArray { Count: 0 } || managedFields is JsonArray { Count: 1 } list && list[0] is JsonObject { Count: 0 };

    /// <summary>In the order of the server: appliers first, then by time and name. Null when there are none.</summary>
    public JsonArray? Encode()
    {
        if (IsEmpty)
            return null;
        var ordered = _entries
            .OrderByDescending(e => e.Key.Applied)
            .ThenBy(e => e.Value.Time ?? "", StringComparer.Ordinal)
            .ThenBy(e => e.Key.Manager, StringComparer.Ordinal)
            .ThenBy(e => e.Value.ApiVersion, StringComparer.Ordinal)
            .ThenBy(e => e.Key.Subresource, StringComparer.Ordinal);
        return [.. ordered.Select(e => EncodeEntry(e.Key, e.Value))];
    }

    /// <summary>Lets the oldest updaters of a version share an entry while there are too many.</summary>
    public void Cap()
    {
        var updaters = _entries.Where(e => !e.Key.Applied).OrderBy(e => e.Value.Time ?? "", StringComparer.Ordinal).ToList();
        var excess = updaters.Count - MaxUpdaters;
        var firstOfVersion = new Dictionary<string, ManagerKey>(StringComparer.Ordinal);
        foreach (var (key, entry) in updaters)
        {
            if (excess <= 0)
                return;
            if (!firstOfVersion.TryGetValue(entry.ApiVersion, out var first))
            {
                firstOfVersion.Add(entry.ApiVersion, key);
                continue;
            }
            var shared = new ManagerKey(SharedManager, Applied: false, entry.ApiVersion, "");
            if (!_entries.TryGetValue(shared, out var bucket))
            {
                bucket = _entries[first];
                _entries.Remove(first);
            }
            _entries.Remove(key);
            _entries[shared] = new ManagerEntry(bucket.Fields.Union(entry.Fields), entry.ApiVersion, entry.Time);
            excess--;
        }
    }

    private static JsonObject EncodeEntry(ManagerKey key, ManagerEntry entry)
    {
        var result = new JsonObject { ["apiVersion"] = entry.ApiVersion, ["fieldsType"] = "FieldsV1", ["fieldsV1"] = entry.Fields.Encode() };
        if (key.Manager.Length > 0)
            result["manager"] = key.Manager;
        result["operation"] = key.Applied ? "Apply" : "Update";
        if (key.Subresource.Length > 0)
            result["subresource"] = key.Subresource;
        if (entry.Time is not null)
            result["time"] = entry.Time;
        return result;
    }

    private static string Text(JsonObject entry, string name) =>
        entry[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
}

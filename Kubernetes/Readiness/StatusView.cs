using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Readiness;

/// <summary>Reads the fields of an object that decide on its readiness.</summary>
internal readonly struct StatusView(JsonObject live)
{
    private readonly JsonObject? _spec = live["spec"] as JsonObject;
    private readonly JsonObject? _status = live["status"] as JsonObject;

    public JsonObject Live => live;

    public JsonObject? Spec => _spec;

    public JsonObject? Status => _status;

    public long Generation => live.Generation;

    public long? ObservedGeneration => Number(_status, "observedGeneration");

    public long Desired(string name, long otherwise) => Number(_spec, name) ?? otherwise;

    public long Present(string name) => Number(_status, name) ?? 0;

    public long? Known(string name) => Number(_status, name);

    public string Phase => Text(_status, "phase");

    public Condition? Condition(string type)
    {
        if (_status?["conditions"] is not JsonArray conditions)
            return null;
        foreach (var one in conditions)
        {
            if (one is JsonObject condition && string.Equals(Text(condition, "type"), type, StringComparison.Ordinal))
                return new Condition(Text(condition, "status"), Text(condition, "reason"), Text(condition, "message"));
        }

        return null;
    }

    public static string Text(JsonNode? parent, string name) => (parent as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    public static long? Number(JsonNode? parent, string name) => (parent as JsonObject)?[name] is not JsonValue value
        ? null
        : value.TryGetValue(out long number) ? number : value.TryGetValue(out int small) ? small : null;
}

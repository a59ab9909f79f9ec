using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Gates;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Observation;

/// <summary>Compiles <c>watch</c> and the observed <c>events</c>.</summary>
internal sealed class WatchBinder(ConditionBinder conditions)
{
    private static readonly string[] EventFields = ["reason", "action", "type", "reportingController", "reportingInstance"];
    private static readonly string[] EventReferences = ["regarding", "related"];

    public IReadOnlyList<ObjectWatch> Bind(Located? watches, Located? events) =>
    [
        .. (watches?.Items() ?? []).Where(item => item.Node is MapNode).Select(Object),
        .. (events?.Entries() ?? []).Where(entry => entry.Value.Node is MapNode).Select(entry => Event(entry.Entry.Key, entry.Value)),
    ];

    private ObjectWatch Object(Located at) => Common(at, at.At("apiVersion")?.Text ?? "", at.At("kind")?.Text ?? "");

    private ObjectWatch Event(string name, Located at)
    {
        var fields = new List<(FieldPath, string)>();
        foreach (var field in EventFields)
            Add(fields, field, at.At(field));
        foreach (var reference in EventReferences)
        {
            foreach (var (entry, value) in at.At(reference)?.Entries() ?? [])
                Add(fields, $"{reference}.{entry.Key}", value);
        }

        var watch = Common(at, "events.k8s.io/v1", "Event") with { EventName = name, Fields = fields };
        // An Event goes because its time is over, not because something happened.
        return at.At("on") is null ? watch with { OnDelete = false } : watch;
    }

    private static void Add(List<(FieldPath, string)> fields, string path, Located? value)
    {
        if (value?.Text is { } text && FieldPath.Parse(path, out _, out _) is { } parsed)
            fields.Add((parsed, text));
    }

    private ObjectWatch Common(Located at, string apiVersion, string kind)
    {
        var on = at.At("on") is { } list ? list.Items().Select(item => item.Text).OfType<string>().ToHashSet(StringComparer.Ordinal) : null;
        return new ObjectWatch
        {
            ApiVersion = apiVersion,
            Kind = kind,
            Namespace = at.At("namespace")?.Text,
            ObjectName = at.At("name")?.Text,
            OnCreate = on?.Contains("create") ?? true,
            OnUpdate = on?.Contains("update") ?? true,
            OnDelete = on?.Contains("delete") ?? true,
            KeyFrom = at.At("keyFrom") is { Node: MapNode } key ? new KeyFrom(key.At("label")?.Text, key.At("name")?.Text, key.At("namespace")?.Text) : null,
            Gate = at.At("enqueueGate") is { Node: MapNode } gate ? GateBinder.Bind(gate, conditions) : null,
        };
    }
}

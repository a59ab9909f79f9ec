using System.Text.Json.Nodes;
using Orkestra.DevCluster.Apply;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;
using Orkestra.TestKit.Time;

namespace Orkestra.DevCluster.Tests.Apply;

/// <summary>Plays the server around <see cref="FieldManager"/>: reads, defaults and keeps one object of a kind.</summary>
internal sealed class ApplyFixture
{
    private static readonly BuiltInTypes Types = new();
    private readonly FieldManager _manager;
    private readonly ServedKind _kind;

    public ApplyFixture(ServedKind kind)
    {
        _kind = kind;
        _manager = new FieldManager(kind, Clock);
    }

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public JsonObject? Live { get; private set; }

    public static ApplyFixture Of(string group, string version, string kind) => new(Types.Find(group, version, kind)!);

    public static ApplyFixture Custom(string openApiSchema, bool hasStatus = false) => new(new ServedKind
    {
        Group = "example.com",
        Version = "v1",
        Kind = "Thing",
        Plural = "things",
        Singular = "thing",
        Namespaced = true,
        HasStatus = hasStatus,
        Custom = true,
        Schema = TypeSchema.FromOpenApi((JsonObject)JsonNode.Parse(openApiSchema)!),
    });

    public JsonObject Apply(string configuration, string manager = "applier", bool force = false, string? subresource = null)
    {
        var next = _manager.Apply(Live, Complete(configuration), new WriteOrigin(manager, subresource), force);
        return Store(next);
    }

    public JsonObject Create(string text, string manager = "creator")
    {
        var next = Read(Complete(text));
        _manager.Update(null, next, new WriteOrigin(manager));
        return Store(next);
    }

    public JsonObject Update(Action<JsonObject> change, string manager = "updater", string? subresource = null)
    {
        var next = (JsonObject)Live!.DeepClone();
        change(next);
        Read(next);
        _manager.Update(Live, next, new WriteOrigin(manager, subresource));
        return Store(next);
    }

    public JsonNode? Fields(string manager, string? subresource = null) => Entry(manager, subresource)?["fieldsV1"];

    public JsonObject? Entry(string manager, string? subresource = null) => (Live?["metadata"]?["managedFields"] as JsonArray ?? [])
        .OfType<JsonObject>().SingleOrDefault(e => string.Equals(e["manager"]?.GetValue<string>(), manager, StringComparison.Ordinal) && string.Equals(e["subresource"]?.GetValue<string>(), subresource, StringComparison.Ordinal));

    private JsonObject Complete(string text)
    {
        var obj = (JsonObject)JsonNode.Parse(text)!;
        obj["apiVersion"] ??= _kind.ApiVersion;
        obj["kind"] ??= _kind.Kind;
        obj["metadata"] ??= new JsonObject();
        obj["metadata"]!["name"] ??= "demo";
        obj["metadata"]!["namespace"] ??= "default";
        return obj;
    }

    private JsonObject Read(JsonObject obj)
    {
        if (_kind.Custom)
            return obj;
        BuiltInObjects.Normalize(_kind, obj);
        BuiltInDefaults.Fill(_kind, obj);
        return obj;
    }

    private JsonObject Store(JsonObject next)
    {
        Read(next);
        next["metadata"]!["uid"] = "11111111-1111-1111-1111-111111111111";
        // A write that changes only the times of owners is none.
        if (Live is null || !JsonNode.DeepEquals(WithoutTimes(Live), WithoutTimes(next)))
            Live = (JsonObject)next.DeepClone();
        return (JsonObject)Live.DeepClone();
    }

    private static JsonObject WithoutTimes(JsonObject obj)
    {
        var copy = (JsonObject)obj.DeepClone();
        foreach (var entry in (copy["metadata"]!["managedFields"] as JsonArray ?? []).OfType<JsonObject>())
            entry.Remove("time");
        return copy;
    }
}

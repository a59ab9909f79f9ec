using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Tables;

/// <summary>The columns of the built-in kinds. Most begin with the name; those of events do not.</summary>
internal static class BuiltInColumns
{
    public static IReadOnlyList<TableColumn>? Find(string group, string plural) => (group, plural) switch
    {
        ("", "events") or ("events.k8s.io", "events") => EventColumns.All,
        ("apps", _) or ("batch", _) or ("", "replicationcontrollers") => Named(WorkloadColumns.Find(plural)),
        ("", _) => Named(CoreColumns.Find(plural)),
        _ => Named(OtherColumns.Find(group, plural)),
    };

    public static TableColumn Age { get; } = Of("Age", obj => null) with { Cell = (obj, now) => Ages.Since(obj.Meta["creationTimestamp"], now) };

    public static TableColumn Of(string name, Func<JsonObject, JsonNode?> cell, int priority = 0, string type = "string") => new(name, type, "", $"The {name} of the object.", priority, (obj, _) => cell(obj));

    public static TableColumn Number(string name, string path) => Of(name, obj => obj.AtDots(path).Number() ?? 0, 0, "integer");

    public static TableColumn Text(string name, string path, int priority = 0, string absent = "") =>
        Of(name, obj => obj.AtDots(path) is { } value ? value.Text() is { Length: > 0 } text ? text : value.IsString() ? absent : value.ToJsonString() : absent, priority);

    private static TableColumn[]? Named(IReadOnlyList<TableColumn>? columns) => columns is null ? null : [TableColumns.NameColumn, .. columns];
}

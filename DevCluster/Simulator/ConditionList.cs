using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Simulator;

/// <summary>The conditions of a status. Foreign ones stay; lastTransitionTime moves only with the status of a condition.</summary>
internal sealed class ConditionList(JsonObject live, DateTimeOffset now)
{
    private readonly JsonArray _conditions = live["status"]?["conditions"] is JsonArray present ? (JsonArray)present.DeepClone() : [];

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Sets one condition; <paramref name="updateTime"/> is the name of the field that moves with every change of it, where the kind has one.</summary>
    public ConditionList Set(string type, bool holds, string? reason = null, string? message = null, string? updateTime = null)
    {
        var condition = _conditions.OfType<JsonObject>().FirstOrDefault(present => IsText(present, "type", type));
        if (condition is null)
            _conditions.Add(condition = new JsonObject { ["type"] = type });
        var status = holds ? "True" : "False";
        var turned = !IsText(condition, "status", status);
        var changed = turned || !IsText(condition, "reason", reason) || !IsText(condition, "message", message);
        if (turned)
            (condition["status"], condition["lastTransitionTime"]) = (status, Time(now));
        if (changed && updateTime is not null)
            condition[updateTime] = Time(now);
        SetOrRemove(condition, "reason", reason);
        SetOrRemove(condition, "message", message);
        return this;
    }

    public ConditionList Remove(string type)
    {
        if (_conditions.OfType<JsonObject>().FirstOrDefault(present => IsText(present, "type", type)) is { } condition)
            _conditions.Remove(condition);
        return this;
    }

    public JsonArray ToJson() => _conditions;

    private static void SetOrRemove(JsonObject condition, string name, string? value)
    {
        if (value is null)
            condition.Remove(name);
        else
            condition[name] = value;
    }

    private static bool IsText(JsonObject condition, string name, string? text) => string.Equals(condition.Text(name), text, StringComparison.Ordinal);
}

using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;

namespace Orkestra.Grains.Passes;

/// <summary>Merges conditions by type: those of others are kept as they are, and <c>lastTransitionTime</c> moves only when a status changes.</summary>
internal sealed class ConditionList(JsonArray? live, long? generation, DateTimeOffset now)
{
    private const int MaxMessage = 256;
    private readonly JsonArray _conditions = live is null ? [] : (JsonArray)live.DeepClone();

    public JsonArray Merged => _conditions;

    public void Set(string type, bool status, string reason, string message) => Set(type, status ? "True" : "False", reason, message);

    public void Set(string type, string text, string reason, string message)
    {
        var known = Find(type);
        var condition = new JsonObject
        {
            ["type"] = type,
            ["status"] = text,
            ["reason"] = reason,
            ["message"] = Cut(message),
            ["lastTransitionTime"] = known is not null && string.Equals((string?)known["status"], text, StringComparison.Ordinal)
                ? known["lastTransitionTime"]?.DeepClone()
                : Stamps.Time(now),
        };
        if (generation is { } observed)
            condition["observedGeneration"] = observed;
        if (known is null)
            _conditions.Add(condition);
        else
            _conditions[_conditions.IndexOf(known)] = condition;
    }

    /// <summary>A condition that is said only while it holds, as kstatus has it.</summary>
    public void SetWhile(bool holds, string type, string reason, string message)
    {
        if (holds)
            Set(type, status: true, reason, message);
        else if (Find(type) is { } known)
            _conditions.Remove(known);
    }

    /// <summary>A condition that, once said, is taken back with a reason.</summary>
    public void SetOrTakeBack(bool holds, string type, string reason, string message, string otherwise)
    {
        if (holds)
            Set(type, status: true, reason, message);
        else if (Find(type) is not null)
            Set(type, status: false, otherwise, "");
    }

    public static string Cut(string message) => message.Length <= MaxMessage ? message : message[..(MaxMessage - 1)] + "…";

    private JsonObject? Find(string type) =>
        _conditions.OfType<JsonObject>().FirstOrDefault(condition => string.Equals((string?)condition["type"], type, StringComparison.Ordinal));
}

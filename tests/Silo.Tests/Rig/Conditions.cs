using System.Text.Json.Nodes;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>Reads the conditions in the status of an object.</summary>
internal static class Conditions
{
    public static JsonObject? Condition(this JsonObject obj, string type) =>
        (obj["status"]?["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(condition => (string?)condition["type"] == type);

    public static string? ConditionStatus(this JsonObject obj, string type) => (string?)obj.Condition(type)?["status"];

    public static string? ConditionReason(this JsonObject obj, string type) => (string?)obj.Condition(type)?["reason"];

    public static string ConditionMessage(this JsonObject obj, string type) => (string?)obj.Condition(type)?["message"] ?? "";
}

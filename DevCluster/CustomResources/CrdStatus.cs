using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>The status of a CRD as the real controllers write it.</summary>
internal static class CrdStatus
{
    public static void Accept(JsonObject crd, (string Reason, string Message)? conflict, DateTimeOffset now)
    {
        var status = crd.Child("status");
        if (conflict is { } found)
        {
            Set(status, "NamesAccepted", "False", found.Reason, found.Message, now);
            Set(status, "Established", "False", "NotAccepted", "not all names are accepted", now);
            return;
        }

        status["acceptedNames"] = crd.Dig("spec", "names")!.DeepClone();
        Set(status, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now);
        Set(status, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", now);
    }

    public static void Terminate(JsonObject crd, int left, DateTimeOffset now)
    {
        var status = crd.Child("status");
        if (left > 0)
            Set(status, "Terminating", "True", "InstanceDeletionInProgress", "CustomResource deletion is in progress", now);
        else
            Set(status, "Terminating", "False", "InstanceDeletionCompleted", "removed all instances", now);
    }

    private static void Set(JsonObject status, string type, string value, string reason, string message, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray conditions)
            status["conditions"] = conditions = [];
        var present = conditions.OfType<JsonObject>().FirstOrDefault(condition => string.Equals(condition.Text("type"), type, StringComparison.Ordinal));
        var changed = Metadata.Time(now);
        if (present is not null && string.Equals(present.Text("status"), value, StringComparison.Ordinal))
            changed = present.Text("lastTransitionTime") ?? changed;
        var next = new JsonObject { ["type"] = type, ["status"] = value, ["lastTransitionTime"] = changed, ["reason"] = reason, ["message"] = message };
        if (present is null)
            conditions.Add((JsonNode)next);
        else
            conditions[conditions.IndexOf(present)] = next;
    }
}

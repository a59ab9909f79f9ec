using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Operations;
using static Orkestra.DevCluster.Tables.BuiltInColumns;

namespace Orkestra.DevCluster.Tables;

/// <summary>Deployments and their kin, jobs.</summary>
internal static class WorkloadColumns
{
    public static IReadOnlyList<TableColumn>? Find(string plural) => plural switch
    {
        "deployments" => [Ready("spec.replicas"), Number("Up-to-date", "status.updatedReplicas"), Number("Available", "status.availableReplicas"), Age, .. Containers("spec.template.spec"), Selector],
        "statefulsets" => [Ready("spec.replicas"), Age, .. Containers("spec.template.spec")],
        "replicasets" or "replicationcontrollers" =>
            [Number("Desired", "spec.replicas"), Number("Current", "status.replicas"), Number("Ready", "status.readyReplicas"), Age, .. Containers("spec.template.spec"), Selector],
        "daemonsets" =>
        [
            Number("Desired", "status.desiredNumberScheduled"),
            Number("Current", "status.currentNumberScheduled"),
            Number("Ready", "status.numberReady"),
            Number("Up-to-date", "status.updatedNumberScheduled"),
            Number("Available", "status.numberAvailable"),
            Of("Node Selector", obj => Labels(obj.AtDots("spec.template.spec.nodeSelector"))),
            Age,
            .. Containers("spec.template.spec"),
            Selector,
        ],
        "jobs" => [Of("Status", JobStatus), Of("Completions", Completions), new TableColumn("Duration", "string", "", "Time the job took.", 0, (obj, now) => Duration(obj, now)), Age, .. Containers("spec.template.spec"), Selector],
        "cronjobs" =>
        [
            Text("Schedule", "spec.schedule"),
            Text("Timezone", "spec.timeZone", absent: "<none>"),
            Of("Suspend", obj => obj.AtDots("spec.suspend").IsTrue() ? "True" : "False", 0, "boolean"),
            Of("Active", obj => (obj.AtDots("status.active") as JsonArray)?.Count ?? 0, 0, "integer"),
            new TableColumn("Last Schedule", "string", "", "When a job was last made.", 0, (obj, now) => obj.AtDots("status.lastScheduleTime") is { } time ? Ages.Since(time, now) : "<none>"),
            Age,
            .. Containers("spec.jobTemplate.spec.template.spec"),
            Of("Selector", obj => obj.AtDots("spec.jobTemplate.spec.selector") is { } selector ? SelectorText.Of(selector) : "<none>", 1),
        ],
        "controllerrevisions" => [Of("Controller", Controller), Number("Revision", "revision"), Age],
        _ => null,
    };

    private static TableColumn Selector => Of("Selector", obj => SelectorText.Of(obj.AtDots("spec.selector")) is { Length: > 0 } text ? text : "<none>", 1);

    private static TableColumn Ready(string wanted) => Of("Ready", obj => $"{obj.AtDots("status.readyReplicas").Number() ?? 0}/{obj.AtDots(wanted).Number() ?? 0}");

    private static TableColumn[] Containers(string podSpec) =>
    [
        Of("Containers", obj => Join(obj, podSpec, "name"), 1),
        Of("Images", obj => Join(obj, podSpec, "image"), 1),
    ];

    private static string Join(JsonObject obj, string podSpec, string field) =>
        string.Join(",", (obj.AtDots(podSpec + ".containers") as JsonArray ?? []).Select(container => container.Dig(field).Text() ?? ""));

    private static string Labels(JsonNode? labels) =>
        labels is JsonObject { Count: > 0 } map ? string.Join(",", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.Text()}")) : "<none>";

    private static JsonNode? Completions(JsonObject job)
    {
        var done = job.AtDots("status.succeeded").Number() ?? 0;
        if (job.AtDots("spec.completions").Number() is { } wanted)
            return $"{done}/{wanted}";
        var parallel = job.AtDots("spec.parallelism").Number() ?? 0;
        return parallel > 1 ? $"{done}/1 of {parallel}" : $"{done}/1";
    }

    private static JsonNode? JobStatus(JsonObject job)
    {
        string[] order = ["Complete", "Failed", "Suspended", "FailureTarget", "SuccessCriteriaMet"];
        var held = (job.AtDots("status.conditions") as JsonArray ?? []).Where(condition => condition.Dig("status").Text() is "True").Select(condition => condition.Dig("type").Text()).ToList();
        if (held.Contains("Complete", StringComparer.Ordinal) || held.Contains("Failed", StringComparer.Ordinal))
            return order.First(type => held.Contains(type, StringComparer.Ordinal));
        if (job.Deleting)
            return "Terminating";
        return order.FirstOrDefault(type => held.Contains(type, StringComparer.Ordinal)) ?? "Running";
    }

    private static string Duration(JsonObject job, DateTimeOffset now)
    {
        if (Metadata.ReadTime(job.AtDots("status.startTime")) is not { } start)
            return "";
        return Ages.Human((Metadata.ReadTime(job.AtDots("status.completionTime")) ?? now) - start);
    }

    private static JsonNode? Controller(JsonObject obj)
    {
        var owner = (obj.Meta["ownerReferences"] as JsonArray ?? []).FirstOrDefault(reference => reference.Dig("controller").IsTrue());
        return owner is null ? "<none>" : $"{owner.Dig("kind").Text()?.ToLowerInvariant()}.{owner.Dig("apiVersion").Text()?.Split('/')[0]}/{owner.Dig("name").Text()}";
    }
}

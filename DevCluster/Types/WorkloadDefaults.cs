using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Types;

/// <summary>Defaults of workload kinds that depend on other fields.</summary>
internal static class WorkloadDefaults
{
    public static void Deployment(JsonObject? spec)
    {
        if (spec.At("strategy") is { } strategy && strategy.TextOf("type") is "RollingUpdate")
            strategy.Ensure("rollingUpdate");
        PodDefaults.Template(spec);
    }

    public static void DaemonSet(JsonObject obj, JsonObject? spec)
    {
        obj.Ensure("metadata").Ensure("annotations").Default("deprecated.daemonset.template.generation", "1");
        if (spec.At("updateStrategy") is { } strategy && strategy.TextOf("type") is "RollingUpdate")
            strategy.Ensure("rollingUpdate");
        PodDefaults.Template(spec);
    }

    public static void StatefulSet(JsonObject? spec)
    {
        if (spec is null)
            return;
        if (spec.At("updateStrategy") is { } strategy && strategy.TextOf("type") is "RollingUpdate")
            strategy.Ensure("rollingUpdate");
        spec.Ensure("persistentVolumeClaimRetentionPolicy");
        foreach (var claim in spec.ObjectsIn("volumeClaimTemplates"))
        {
            claim["apiVersion"] = "v1";
            claim["kind"] = "PersistentVolumeClaim";
        }
        PodDefaults.Template(spec);
    }

    public static void Job(JsonObject obj, JsonObject? spec)
    {
        if (spec is null)
            return;
        if (spec["completions"] is null && spec["parallelism"] is null)
            spec["completions"] = 1;
        spec.Default("parallelism", 1);
        spec.Default("backoffLimit", spec["backoffLimitPerIndex"] is null ? 6 : int.MaxValue);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("podReplacementPolicy", spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed");
        TakeLabels(obj, spec);
        PodDefaults.Template(spec);
    }

    public static void ReplicationController(JsonObject obj, JsonObject? spec)
    {
        if (spec is null)
            return;
        if (spec.At("selector") is not { Count: > 0 } && spec.At("template", "metadata", "labels") is { Count: > 0 } labels)
            spec["selector"] = labels.DeepClone();
        TakeLabels(obj, spec);
        PodDefaults.Template(spec);
    }

    private static void TakeLabels(JsonObject obj, JsonObject spec)
    {
        if (obj.At("metadata", "labels") is not { Count: > 0 } && spec.At("template", "metadata", "labels") is { Count: > 0 } labels)
            obj.Ensure("metadata")["labels"] = labels.DeepClone();
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Types;

/// <summary>Fills in what the API server fills in for a built-in kind, in place and after <see cref="BuiltInObjects.Normalize"/>: on every write, before validation.</summary>
internal static class BuiltInDefaults
{
    public static void Fill(ServedKind kind, JsonObject obj)
    {
        SchemaDefaults.Fill(kind.Schema, obj);
        if (Dependent(kind, obj))
            SchemaDefaults.Fill(kind.Schema, obj);
    }

    /// <summary>What a new object gets once its name and uid are known: a namespace's finalizer and phase, a job's selector, a pod's first status.</summary>
    public static void FillNew(ServedKind kind, JsonObject obj)
    {
        // A status that was dropped is there again with its zeros.
        BuiltInObjects.Normalize(kind, obj);
        SchemaDefaults.Fill(kind.Schema, obj);
        switch (kind.Group, kind.Kind)
        {
            case ("", "Namespace"):
                NewObjectDefaults.Namespace(obj);
                break;
            case ("", "Pod"):
                NewObjectDefaults.Pod(obj);
                break;
            case ("batch", "Job"):
                NewObjectDefaults.Job(obj);
                break;
        }
    }

    /// <returns>False when the kind has no defaults that depend on other fields.</returns>
    private static bool Dependent(ServedKind kind, JsonObject obj)
    {
        var spec = obj["spec"] as JsonObject;
        return kind.Group switch
        {
            "" => Core(kind.Kind, obj, spec),
            "apps" or "batch" => Workload(kind.Kind, obj, spec),
            _ => Other(kind, obj, spec),
        };
    }

    private static bool Core(string kind, JsonObject obj, JsonObject? spec)
    {
        switch (kind)
        {
            case "Namespace":
                CoreDefaults.NamespaceLabel(obj);
                break;
            case "Pod":
                PodDefaults.Pod(spec);
                break;
            case "PodTemplate":
                PodDefaults.Template(obj);
                break;
            case "Service":
                CoreDefaults.Service(spec);
                break;
            case "LimitRange":
                CoreDefaults.LimitRange(spec);
                break;
            case "ReplicationController":
                WorkloadDefaults.ReplicationController(obj, spec);
                break;
            default:
                return false;
        }
        return true;
    }

    private static bool Workload(string kind, JsonObject obj, JsonObject? spec)
    {
        switch (kind)
        {
            case "Deployment":
                WorkloadDefaults.Deployment(spec);
                break;
            case "StatefulSet":
                WorkloadDefaults.StatefulSet(spec);
                break;
            case "DaemonSet":
                WorkloadDefaults.DaemonSet(obj, spec);
                break;
            case "ReplicaSet":
                PodDefaults.Template(spec);
                break;
            case "Job":
                WorkloadDefaults.Job(obj, spec);
                break;
            case "CronJob":
                PodDefaults.Template(spec.At("jobTemplate", "spec"));
                break;
            default:
                return false;
        }
        return true;
    }

    private static bool Other(ServedKind kind, JsonObject obj, JsonObject? spec)
    {
        switch (kind.Group, kind.Kind)
        {
            case ("networking.k8s.io", "NetworkPolicy"):
                PolicyDefaults.NetworkPolicy(spec);
                break;
            case ("autoscaling", "HorizontalPodAutoscaler") when kind.Version is "v2":
                PolicyDefaults.HorizontalPodAutoscaler(spec);
                break;
            case ("autoscaling", "HorizontalPodAutoscaler"):
                PolicyDefaults.OlderHorizontalPodAutoscaler(obj, spec);
                break;
            case ("storage.k8s.io", "CSIDriver"):
                spec?.Default("volumeLifecycleModes", new JsonArray("Persistent"));
                break;
            case ("rbac.authorization.k8s.io", "RoleBinding" or "ClusterRoleBinding"):
                PolicyDefaults.RoleBinding(obj);
                break;
            case ("apiextensions.k8s.io", "CustomResourceDefinition"):
                PolicyDefaults.CustomResourceDefinition(spec);
                break;
            default:
                return false;
        }
        return true;
    }
}

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

    private static bool Dependent(ServedKind kind, JsonObject obj)
    {
        var spec = obj["spec"] as JsonObject;
        switch (kind.Group, kind.Kind)
        {
            case ("", "Namespace"):
                CoreDefaults.NamespaceLabel(obj);
                break;
            case ("", "Pod"):
                PodDefaults.Pod(spec);
                break;
            case ("", "PodTemplate"):
                PodDefaults.Template(obj);
                break;
            case ("", "Service"):
                CoreDefaults.Service(spec);
                break;
            case ("", "LimitRange"):
                CoreDefaults.LimitRange(spec);
                break;
            case ("", "ReplicationController"):
                WorkloadDefaults.ReplicationController(obj, spec);
                break;
            case ("apps", "Deployment"):
                WorkloadDefaults.Deployment(spec);
                break;
            case ("apps", "StatefulSet"):
                WorkloadDefaults.StatefulSet(spec);
                break;
            case ("apps", "DaemonSet"):
                WorkloadDefaults.DaemonSet(spec);
                break;
            case ("apps", "ReplicaSet"):
                PodDefaults.Template(spec);
                break;
            case ("batch", "Job"):
                WorkloadDefaults.Job(obj, spec);
                break;
            case ("batch", "CronJob"):
                PodDefaults.Template(spec.At("jobTemplate", "spec"));
                break;
            case ("networking.k8s.io", "NetworkPolicy"):
                PolicyDefaults.NetworkPolicy(spec);
                break;
            case ("autoscaling", "HorizontalPodAutoscaler") when kind.Version is "v2":
                PolicyDefaults.HorizontalPodAutoscaler(spec);
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

using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Readiness;

/// <summary>
/// How far an object is, by the rules of kstatus: first what all objects have in common (deletion, observedGeneration, Reconciling and Stalled), then the rules of
/// its kind, and for kinds without any the condition Ready. Three rules differ: a LoadBalancer Service is ready when it
/// has an address, a Pod that failed has failed, and a Pod that finds no node is in progress for ever, because a pure function knows no time.
/// </summary>
public static class Kstatus
{
    /// <summary>Looks at one object as the server has it; asks nobody.</summary>
    public static ReadyReport Evaluate(JsonObject live)
    {
        ArgumentNullException.ThrowIfNull(live);
        var view = new StatusView(live);
        return CommonReadiness.Evaluate(view) ?? OfKind(view);
    }

    private static ReadyReport OfKind(StatusView view) => (GroupOf(view.Live.ApiVersion), view.Live.Kind) switch
    {
        ("apps" or "extensions", "Deployment") => DeploymentReadiness.Evaluate(view),
        ("apps", "StatefulSet") => StatefulSetReadiness.Evaluate(view),
        ("apps" or "extensions", "DaemonSet") => DaemonSetReadiness.Evaluate(view),
        ("apps" or "extensions", "ReplicaSet") => ReplicaSetReadiness.Evaluate(view),
        ("batch", "Job") => JobReadiness.Evaluate(view),
        ("", "Pod") => PodReadiness.Evaluate(view),
        ("", "PersistentVolumeClaim") => ClaimReadiness.Evaluate(view),
        ("", "Service") => ServiceReadiness.Evaluate(view),
        ("policy", "PodDisruptionBudget") => DisruptionBudgetReadiness.Evaluate(view),
        ("apiextensions.k8s.io", "CustomResourceDefinition") => DefinitionReadiness.Evaluate(view),
        ("batch", "CronJob") or ("", "ConfigMap" or "Secret" or "ServiceAccount") => Report.Ready("There is nothing to wait for."),
        _ => ReadyConditionReadiness.Evaluate(view),
    };

    private static string GroupOf(string apiVersion) => apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? apiVersion[..slash] : "";
}

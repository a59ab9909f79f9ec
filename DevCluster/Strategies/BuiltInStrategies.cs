namespace Orkestra.DevCluster.Strategies;

/// <summary>The strategy of each built-in resource.</summary>
internal static class BuiltInStrategies
{
    public static ResourceStrategy Of(string group, string plural) => (group, plural) switch
    {
        ("", "namespaces") => new NamespaceStrategy(),
        ("", "services") => new ServiceStrategy(),
        ("", "configmaps") => new DataStrategy(),
        ("", "secrets") => new SecretStrategy(),
        ("", "pods") => new PodStrategy(),
        ("", "persistentvolumeclaims") => new ClaimStrategy(),
        ("", "persistentvolumes") => SimpleStrategy.Volume(),
        ("", "nodes") => SimpleStrategy.Node(),
        ("", "endpoints") => SimpleStrategy.Endpoints(),
        ("", "resourcequotas") => new StoredOnlyStrategy("this server does not enforce quotas") { Returned = true },
        ("", "serviceaccounts" or "podtemplates") => SimpleStrategy.Returned(),
        ("", "events") or ("events.k8s.io", "events") => SimpleStrategy.Event(),
        ("apps", "statefulsets") => new StatefulSetStrategy(),
        ("apps", "daemonsets") => new DaemonSetStrategy(),
        ("apps", "deployments" or "replicasets") => new WorkloadStrategy(),
        ("batch", "jobs") => new JobStrategy(),
        ("coordination.k8s.io", "leases") => SimpleStrategy.Lease(),
        ("policy", "poddisruptionbudgets") => SimpleStrategy.Conditional(),
        ("rbac.authorization.k8s.io", "roles" or "clusterroles") => SimpleStrategy.Role(),
        ("rbac.authorization.k8s.io", _) => SimpleStrategy.RoleBinding(),
        ("storage.k8s.io", "storageclasses") => SimpleStrategy.Immutable("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"),
        ("scheduling.k8s.io", "priorityclasses") => SimpleStrategy.Immutable("value"),
        ("apiextensions.k8s.io", "customresourcedefinitions") => new CustomResources.CrdStrategy(),
        ("admissionregistration.k8s.io", "validatingadmissionpolicies" or "validatingadmissionpolicybindings") => new RefusedStrategy("this server does not evaluate admission policies"),
        ("admissionregistration.k8s.io", _) => new StoredOnlyStrategy("this server does not call or evaluate admission configurations"),
        ("", "limitranges") => new StoredOnlyStrategy("this server does not enforce limit ranges"),
        _ => ResourceStrategy.Default,
    };
}

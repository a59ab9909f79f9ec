namespace Orkestra.Katalog.Resources;

/// <summary>The short forms by the key of their list, in the order in which they are applied.</summary>
internal static class ResourceShapes
{
    private static readonly IReadOnlyDictionary<string, NativeShape> Special = new Dictionary<string, NativeShape>(StringComparer.Ordinal)
    {
        ["networkPolicies"] = new NetworkPolicyShape(),
        ["clusterRoleBindings"] = new RoleBindingShape(Resources.NativeKinds.ClusterRoleBinding),
        ["roleBindings"] = new RoleBindingShape(Resources.NativeKinds.RoleBinding),
        ["persistentVolumes"] = new VolumeShape(),
        ["persistentVolumeClaims"] = new ClaimShape(),
        ["ingresses"] = new IngressShape(),
        ["hpa"] = new HpaShape(),
        ["pdb"] = new PdbShape(),
        ["serviceMonitors"] = new ServiceMonitorShape(),
    };

    /// <summary>The kinds that are written with the fields of their Kubernetes object.</summary>
    public static IReadOnlyList<NativeKind> NativeKinds { get; } =
    [
        Resources.NativeKinds.Namespace, Resources.NativeKinds.NetworkPolicy, Resources.NativeKinds.ResourceQuota, Resources.NativeKinds.LimitRange,
        Resources.NativeKinds.ClusterRole, Resources.NativeKinds.ClusterRoleBinding, Resources.NativeKinds.Role, Resources.NativeKinds.RoleBinding,
        Resources.NativeKinds.StorageClass, Resources.NativeKinds.PriorityClass, Resources.NativeKinds.RuntimeClass, Resources.NativeKinds.PriorityLevelConfiguration,
        Resources.NativeKinds.PersistentVolume, Resources.NativeKinds.PersistentVolumeClaim, Resources.NativeKinds.Ingress, Resources.NativeKinds.Hpa,
        Resources.NativeKinds.Pdb, Resources.NativeKinds.ServiceMonitor,
    ];

    /// <summary>The order of the format. What it does not know stands where it is needed: classes before the pods that name them, objects of any kind beside <c>custom</c>,
    /// daemon sets beside deployments, monitors last.</summary>
    public static IReadOnlyList<(string Key, IResourceShape Shape)> InApplyOrder { get; } =
    [
        Native("namespaces"),
        ("secrets", new SecretShape()),
        ("configMaps", new ConfigMapShape()),
        Native("networkPolicies"),
        Native("resourceQuotas"),
        Native("limitRanges"),
        Native("clusterRoles"),
        Native("clusterRoleBindings"),
        ("serviceAccounts", new ServiceAccountShape()),
        Native("roles"),
        Native("roleBindings"),
        Native("storageClasses"),
        Native("priorityClasses"),
        Native("runtimeClasses"),
        Native("priorityLevelConfigurations"),
        ("custom", new CustomShape([.. CustomShape.HeadKeys])),
        ("resources", new CustomShape()),
        ("podTemplates", new PodTemplateShape()),
        ("replicaSets", new ReplicaSetShape()),
        ("deployments", new DeploymentShape()),
        ("daemonSets", new DaemonSetShape()),
        ("services", new ServiceShape()),
        ("jobs", new JobShape()),
        ("cronJobs", new CronJobShape()),
        ("statefulSets", new StatefulSetShape()),
        Native("persistentVolumes"),
        Native("persistentVolumeClaims"),
        Native("ingresses"),
        Native("hpa"),
        Native("pdb"),
        ("pods", new SinglePodShape()),
        Native("serviceMonitors"),
    ];

    /// <summary>Whether entries of this list make pods that services send to. The pods of jobs end by themselves.</summary>
    public static bool IsWorkload(string key) => key is "deployments" or "replicaSets" or "statefulSets" or "daemonSets" or "pods";

    private static (string Key, IResourceShape Shape) Native(string key) =>
        (key, Special.GetValueOrDefault(key) ?? new NativeShape(NativeKinds.Single(kind => string.Equals(kind.Key, key, StringComparison.Ordinal))));
}

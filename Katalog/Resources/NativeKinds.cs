using Orkestra.Katalog.Model;
using Orkestra.Katalog.Profiles;

namespace Orkestra.Katalog.Resources;

/// <summary>The kinds that are written with the fields of their Kubernetes object.</summary>
internal static class NativeKinds
{
    private const string Rbac = "rbac.authorization.k8s.io/v1";

    private static readonly NativeField Rules = new("rules", NativeType.Any, "What is allowed: a list of apiGroups, resources, verbs, ….");
    private static readonly NativeField RoleRef = new("roleRef", NativeType.Any, "The role that is given: kind and name; the API group is added.");
    private static readonly NativeField Subjects = new("subjects", NativeType.Any, "Who gets the role: kind and name; a service account without namespace is one of the binding's namespace.");

    public static NativeKind Namespace { get; } = new("namespaces", new KindReference("v1", "Namespace"), "a namespace", null)
    {
        Names = NameRule.Label,
    };

    public static NativeKind NetworkPolicy { get; } = NetworkPolicyKind();

    public static NativeKind ResourceQuota { get; } = ResourceQuotaKind();

    public static NativeKind LimitRange { get; } = LimitRangeKind();

    public static NativeKind ClusterRole { get; } = new("clusterRoles", new KindReference(Rbac, "ClusterRole"), "a cluster role", null)
    {
        Names = NameRule.PathSegment,
        Root = [Rules, new("aggregationRule", NativeType.Any, "Selectors of cluster roles whose rules are united into this one.")],
        Needed = ["rules", "aggregationRule"],
    };

    public static NativeKind ClusterRoleBinding { get; } = new("clusterRoleBindings", new KindReference(Rbac, "ClusterRoleBinding"), "a cluster role binding", null)
    {
        Names = NameRule.PathSegment,
        Root = [RoleRef, Subjects],
        Needed = ["roleRef"],
    };

    public static NativeKind Role { get; } = new("roles", new KindReference(Rbac, "Role"), "a role", "-role")
    {
        Names = NameRule.PathSegment,
        Root = [Rules],
        Needed = ["rules"],
    };

    public static NativeKind RoleBinding { get; } = new("roleBindings", new KindReference(Rbac, "RoleBinding"), "a role binding", "-rolebinding")
    {
        Names = NameRule.PathSegment,
        Root = [RoleRef, Subjects],
        Needed = ["roleRef"],
    };

    public static NativeKind StorageClass { get; } = new("storageClasses", new KindReference("storage.k8s.io/v1", "StorageClass"), "a storage class", null)
    {
        Root =
        [
            new("provisioner", NativeType.Text, "Who makes the volumes."),
            new("parameters", NativeType.TextMap, "What the provisioner is told."),
            new("reclaimPolicy", NativeType.Text, "What becomes of a released volume: Delete (default) or Retain."),
            new("volumeBindingMode", NativeType.Text, "When a volume is made: Immediate (default) or WaitForFirstConsumer."),
            new("allowVolumeExpansion", NativeType.Flag, "Whether claims may grow."),
            new("mountOptions", NativeType.Texts, "Options of the mount."),
            new("allowedTopologies", NativeType.Any, "Where volumes may be made."),
        ],
        Needed = ["provisioner"],
    };

    public static NativeKind PriorityClass { get; } = new("priorityClasses", new KindReference("scheduling.k8s.io/v1", "PriorityClass"), "a priority class", null)
    {
        Root =
        [
            new("value", NativeType.Whole, "The priority; higher ones go first."),
            new("globalDefault", NativeType.Flag, "Whether pods without a class get this one."),
            new("description", NativeType.Text, "For people."),
            new("preemptionPolicy", NativeType.Text, "PreemptLowerPriority (default) or Never."),
        ],
        Needed = ["value"],
    };

    public static NativeKind RuntimeClass { get; } = new("runtimeClasses", new KindReference("node.k8s.io/v1", "RuntimeClass"), "a runtime class", null)
    {
        Root =
        [
            new("handler", NativeType.Text, "The name of the runtime in the configuration of the nodes."),
            new("overhead", NativeType.Any, "What a pod costs besides its containers."),
            new("scheduling", NativeType.Any, "Which nodes have the runtime."),
        ],
        Needed = ["handler"],
    };

    public static NativeKind PriorityLevelConfiguration { get; } =
        new("priorityLevelConfigurations", new KindReference("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration"), "a priority level", null)
        {
            Spec =
            [
                new("type", NativeType.Text, "Limited or Exempt."),
                new("limited", NativeType.Any, "How many requests may run and wait."),
                new("exempt", NativeType.Any, "What an exempt level lends to others."),
            ],
            Needed = ["type"],
        };

    public static NativeKind PersistentVolume { get; } = new("persistentVolumes", new KindReference("v1", "PersistentVolume"), "a persistent volume", null)
    {
        Short = StorageFields.Short,
        Spec = StorageFields.Volume,
        Exclusive = [("storageClass", ["storageClassName"]), ("storageSize", ["capacity"])],
        Needed = ["storageSize", "capacity"],
    };

    public static NativeKind PersistentVolumeClaim { get; } = new("persistentVolumeClaims", new KindReference("v1", "PersistentVolumeClaim"), "a persistent volume claim", "-pvc")
    {
        Short = StorageFields.Short,
        Spec = StorageFields.Claim,
        Exclusive = [("storageClass", ["storageClassName"]), ("storageSize", ["resources"])],
        Needed = ["storageSize", "resources"],
    };

    public static NativeKind Ingress { get; } = new("ingresses", new KindReference("networking.k8s.io/v1", "Ingress"), "an ingress", "-ingress")
    {
        Spec =
        [
            new("ingressClassName", NativeType.Text, "The class whose controller serves it."),
            new("rules", NativeType.Any, "Hosts, paths and backends in their native form."),
            new("tls", NativeType.Any, "Hosts and the secrets of their certificates in their native form."),
            new("defaultBackend", NativeType.Any, "Where requests go that no rule takes."),
        ],
        Short =
        [
            new("host", NativeType.Text, "The host of the one rule. Default: any."),
            new("path", NativeType.Text, "The path of the one rule. Default: /."),
            new("pathType", NativeType.Text, "Prefix (default), Exact or ImplementationSpecific."),
            new("serviceName", NativeType.Text, "The service behind the one rule. Default: the default name of this custom resource's service."),
            new("servicePort", NativeType.WholeOrText, "The number or name of its port. Default: 80."),
            new("tlsSecret", NativeType.Text, "The secret with the certificate of the host."),
        ],
        Exclusive = [("rules", ["host", "path", "pathType", "serviceName", "servicePort"]), ("tls", ["tlsSecret"])],
    };

    public static NativeKind Hpa { get; } = HpaKind();

    public static NativeKind Pdb { get; } = PdbKind();

    public static NativeKind ServiceMonitor { get; } = new("serviceMonitors", new KindReference("monitoring.coreos.com/v1", "ServiceMonitor"), "a service monitor", "-monitor")
    {
        Spec =
        [
            new("selector", NativeType.Any, "The labels of the services."),
            new("endpoints", NativeType.Any, "Their ports and paths, a list."),
            new("namespaceSelector", NativeType.Any, "The namespaces of the services. Default: its own."),
            new("jobLabel", NativeType.Text, "The label of the service that names the job."),
            new("targetLabels", NativeType.Texts, "Labels of the service that the series get."),
            new("podTargetLabels", NativeType.Texts, "Labels of the pods that the series get."),
            new("sampleLimit", NativeType.Whole, "How many samples one scrape may have."),
        ],
        Needed = ["endpoints"],
    };

    private static NativeKind NetworkPolicyKind()
    {
        IReadOnlyList<NativeField> fields =
        [
            new("podSelector", NativeType.Any, "The pods that the policy is about. Default: all of the namespace."),
            new("policyTypes", NativeType.Texts, "Ingress, Egress or both."),
            new("ingress", NativeType.Any, "What may come in: a list of from and ports."),
            new("egress", NativeType.Any, "What may go out: a list of to and ports."),
        ];
        return new NativeKind("networkPolicies", new KindReference("networking.k8s.io/v1", "NetworkPolicy"), "a network policy", "-networkpolicy")
        {
            Spec = fields,
            Profiles = ProfileClass.NetworkPolicies,
            ProfileFields = fields,
            Needed = ["podSelector", "policyTypes", "ingress", "egress"],
        };
    }

    private static NativeKind ResourceQuotaKind()
    {
        IReadOnlyList<NativeField> fields =
        [
            new("hard", NativeType.TextMap, "What the namespace may use of each resource."),
            new("scopes", NativeType.Texts, "What is counted."),
            new("scopeSelector", NativeType.Any, "What is counted, in its native form."),
        ];
        return new NativeKind("resourceQuotas", new KindReference("v1", "ResourceQuota"), "a resource quota", "-quota")
        {
            Spec = fields,
            Profiles = ProfileClass.ResourceQuotas,
            ProfileFields = fields,
            Needed = ["hard"],
        };
    }

    private static NativeKind LimitRangeKind()
    {
        IReadOnlyList<NativeField> fields = [new("limits", NativeType.Any, "Least, most and default values by type: a list.")];
        return new NativeKind("limitRanges", new KindReference("v1", "LimitRange"), "a limit range", "-limits")
        {
            Spec = fields,
            Profiles = ProfileClass.LimitRanges,
            ProfileFields = fields,
            Needed = ["limits"],
        };
    }

    private static NativeKind HpaKind()
    {
        IReadOnlyList<NativeField> own =
        [
            new("targetCPUUtilizationPercentage", NativeType.Whole, "The processor use, in percent of what is requested, that is aimed at."),
            new("targetMemoryUtilizationPercentage", NativeType.Whole, "The memory use, in percent of what is requested, that is aimed at."),
        ];
        IReadOnlyList<NativeField> scaling =
        [
            new("metrics", NativeType.Any, "What is aimed at, in its native form."),
            new("behavior", NativeType.Any, "How fast pods are added and removed, in its native form."),
        ];
        return new NativeKind("hpa", new KindReference("autoscaling/v2", "HorizontalPodAutoscaler"), "an autoscaler", "-hpa")
        {
            Spec =
            [
                new("scaleTargetRef", NativeType.Any, "What is scaled: kind (default Deployment) and name. Default: the default name of this custom resource's deployment."),
                new("minReplicas", NativeType.Whole, "How many pods there are at least. Default: 1."),
                new("maxReplicas", NativeType.Whole, "How many pods there are at most."),
                .. scaling,
            ],
            Short = own,
            Profiles = ProfileClass.Hpa,
            ProfileFields = [.. own, .. scaling],
            Exclusive = [("metrics", ["targetCPUUtilizationPercentage", "targetMemoryUtilizationPercentage"])],
            Needed = ["maxReplicas"],
        };
    }

    private static NativeKind PdbKind()
    {
        IReadOnlyList<NativeField> limits =
        [
            new("minAvailable", NativeType.WholeOrText, "How many pods must stay, as a number or a percentage."),
            new("maxUnavailable", NativeType.WholeOrText, "How many pods may be away, as a number or a percentage."),
        ];
        return new NativeKind("pdb", new KindReference("policy/v1", "PodDisruptionBudget"), "a disruption budget", "-pdb")
        {
            Spec =
            [
                .. limits,
                new("selector", NativeType.Any, "The pods. Default: those of the workloads of this custom resource."),
                new("unhealthyPodEvictionPolicy", NativeType.Text, "IfHealthyBudget (default) or AlwaysAllow."),
            ],
            Profiles = ProfileClass.Pdb,
            ProfileFields = limits,
            Needed = ["minAvailable", "maxUnavailable"],
        };
    }
}

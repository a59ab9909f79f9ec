namespace Orkestra.Katalog.Schema;

/// <summary>The keys of <c>onCreate</c> and <c>onReconcile</c>, and of the entries in their lists.</summary>
internal static class ResourceLanguage
{
    private static readonly string[] ListsOfLaterVersions =
    [
        "namespaces", "networkPolicies", "resourceQuotas", "limitRanges", "clusterRoles", "clusterRoleBindings", "roles", "roleBindings", "replicaSets",
        "jobs", "cronJobs", "statefulSets", "persistentVolumes", "persistentVolumeClaims", "ingresses", "hpa", "pdb", "pods", "daemonSets", "podTemplates",
        "storageClasses", "serviceMonitors", "priorityClasses", "runtimeClasses", "podSecurityPolicies", "priorityLevelConfigurations", "volumes", "storage",
    ];

    private static Shape TextMap { get; } = Shape.MapOf(Shape.Text);

    /// <summary>A map of texts, or the older list of <c>{key, value}</c>.</summary>
    private static Shape Labels { get; } = Shape.Either(
        TextMap,
        Shape.ListOf(Shape.Block(new BlockSchema("a label").Required("key", Shape.FixedText).Key("value", Shape.Text))));

    private static Shape Protocol { get; } = Shape.OneOf("TCP", "UDP", "SCTP", "");

    private static Shape Port { get; } = Shape.WholeText(1, 65535);

    /// <summary>The value of <c>onCreate</c> and <c>onReconcile</c>.</summary>
    public static Shape Hook { get; } = Shape.Block(new BlockSchema("a hook")
        .WithConditions()
        .Key("secrets", Shape.ListOf(Shape.Block(Secret())))
        .Key("configMaps", Shape.ListOf(Shape.Block(ConfigMap())))
        .Key("serviceAccounts", Shape.ListOf(Shape.Block(Entry("a service account").Key("labels", Labels).Key("annotations", Labels))))
        .Key("custom", Shape.ListOf(Shape.Block(Custom())))
        .Key("deployments", Shape.ListOf(Shape.Block(Deployment())))
        .Key("services", Shape.ListOf(Shape.Block(Service())))
        .NotExecuted(ListsOfLaterVersions)
        .NotExecuted("external", "ordered", "name", "groups", "timeout", "include"));

    /// <summary>The keys that every entry has.</summary>
    private static BlockSchema Common(BlockSchema block) => block
        .WithConditions()
        .Key("reconcile", Shape.Flag)
        .Key("forceConflict", Shape.Flag)
        .Key("prune", Shape.Flag)
        .Key("adopt", Shape.Flag)
        .Key("forEach", Shape.Block(new BlockSchema("a forEach").Required("field", Shape.Text).Key("as", Shape.FixedText)))
        .NotExecuted("sleep");

    private static BlockSchema Entry(string name) => Common(new BlockSchema(name)).Key("name", Shape.Text).Key("namespace", Shape.Text);

    private static BlockSchema ConfigMap() => Entry("a config map")
        .Key("labels", Labels).Key("annotations", Labels)
        .Key("data", TextMap)
        .NotExecuted("fromConfigMap", "fromNamespace", "toNamespaces");

    private static BlockSchema Secret() => Entry("a secret")
        .Key("labels", Labels).Key("annotations", Labels)
        .Key("type", Shape.Text)
        .Key("data", TextMap)
        .NotExecuted("fromSecret", "fromNamespace", "toNamespaces", "once", "rotateAfter", "tls");

    private static BlockSchema Service() => Entry("a service")
        .Key("labels", Labels).Key("annotations", Labels)
        .Key("type", Shape.OneOf("ClusterIP", "NodePort", "LoadBalancer", ""))
        .Key("headless", Shape.TemplatedFlag)
        .Key("protocol", Protocol)
        .Key("port", Port)
        .Key("targetPort", Shape.Text)
        .Key("selector", Labels);

    private static BlockSchema Custom() => Common(BlockSchema.Open("a custom resource"))
        .Required("apiVersion", Shape.Text)
        .Required("kind", Shape.Text)
        .Key("name", Shape.Text).Key("namespace", Shape.Text)
        .Key("labels", Labels).Key("annotations", Labels)
        .Key("metadata", Shape.Block(new BlockSchema("metadata")
            .Key("name", Shape.Text).Key("namespace", Shape.Text).Key("labels", Labels).Key("annotations", Labels)
            .Key("namespaced", Shape.Flag)
            .NotExecuted("finalizers", "ownerReferences", "generateName")))
        .Key("spec", Shape.Anything)
        .Key("hasStatus", Shape.Flag)
        .Key("namespaced", Shape.Flag)
        .NotExecuted("status");

    private static BlockSchema Deployment() => Entry("a deployment")
        .Key("labels", Labels).Key("annotations", Labels)
        .Required("image", Shape.Text)
        .Key("imagePullSecrets", Shape.ListOf(Shape.Either(Shape.Text, Shape.Block(new BlockSchema("a pull secret").Required("name", Shape.Text)))))
        .Key("replicas", Shape.WholeText(0, int.MaxValue))
        .Key("port", Port)
        .Key("protocol", Protocol)
        .Key("resources", Shape.Block(new BlockSchema("resources").Key("requests", TextMap).Key("limits", TextMap).NotExecuted("profile")))
        .Key("env", Shape.Either(Shape.ListOf(Shape.Block(EnvironmentVariable())), TextMap))
        .Key("envFrom", Shape.Block(new BlockSchema("envFrom").Key("secretRef", EnvironmentSource()).Key("configMapRef", EnvironmentSource())))
        .Key("nodeSelector", TextMap)
        .Key("serviceAccountName", Shape.Text)
        .Key("workingDirectory", Shape.Text)
        .Key("command", Shape.ListOf(Shape.Text))
        .Key("args", Shape.ListOf(Shape.Text))
        .Key("probes", Shape.Block(new BlockSchema("probes").Key("startup", Probe()).Key("liveness", Probe()).Key("readiness", Probe())))
        .Key("securityContext", Shape.Block(BlockSchema.Open("a security context").NotExecuted("profile")))
        .Key("podSecurity", Shape.Block(BlockSchema.Open("pod security").NotExecuted("profile")))
        .Key("rollingUpdate", Shape.Block(new BlockSchema("a rolling update").Key("maxSurge", Shape.Text).Key("maxUnavailable", Shape.Text).NotExecuted("profile")))
        .Key("volumes", Shape.ListOf(Shape.Block(BlockSchema.Open("a volume").Required("name", Shape.Text))))
        .Key("volumeMounts", Shape.ListOf(Shape.Block(BlockSchema.Open("a volume mount").Required("name", Shape.Text).Required("mountPath", Shape.Text))))
        .NotExecuted("autoscale");

    private static BlockSchema EnvironmentVariable() => new BlockSchema("an environment variable")
        .Required("name", Shape.Text).Key("value", Shape.Text).Key("valueFrom", Shape.MapOf(Shape.Anything));

    private static Shape EnvironmentSource() => Shape.ListOf(Shape.Block(new BlockSchema("a source of environment variables")
        .Required("name", Shape.Text).Key("prefix", Shape.Text).Key("optional", Shape.TemplatedFlag).NotExecuted("suffix", "keys")));

    private static Shape Probe() => Shape.Block(new BlockSchema("a probe")
        .Key("type", Shape.FixedOneOf("http", "tcp"))
        .Key("path", Shape.Text)
        .Key("port", Shape.Text)
        .Key("scheme", Shape.OneOf("HTTP", "HTTPS"))
        .Key("httpGet", Shape.MapOf(Shape.Anything)).Key("tcpSocket", Shape.MapOf(Shape.Anything)).Key("exec", Shape.MapOf(Shape.Anything)).Key("grpc", Shape.MapOf(Shape.Anything))
        .Key("initialDelaySeconds", Shape.WholeText(0, int.MaxValue))
        .Key("periodSeconds", Shape.WholeText(1, int.MaxValue))
        .Key("timeoutSeconds", Shape.WholeText(1, int.MaxValue))
        .Key("failureThreshold", Shape.WholeText(1, int.MaxValue))
        .Key("successThreshold", Shape.WholeText(1, int.MaxValue))
        .Key("terminationGracePeriodSeconds", Shape.WholeText(1, int.MaxValue))
        .NotExecuted("profile"));
}

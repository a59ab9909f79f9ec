namespace Orkestra.Katalog.Resources;

/// <summary>Fields of workloads, pods and containers that the short forms take under their own names.</summary>
internal static class WorkloadFields
{
    public static IReadOnlyList<NativeField> Deployment { get; } =
    [
        new("minReadySeconds", NativeType.Whole, "How long a pod must be ready to count as available."),
        new("progressDeadlineSeconds", NativeType.Whole, "How long a rollout may make no progress."),
        new("revisionHistoryLimit", NativeType.Whole, "How many old replica sets are kept."),
        new("paused", NativeType.Flag, "Whether rollouts are held."),
        new("strategy", NativeType.Any, "How pods are replaced, in the native form."),
    ];

    public static IReadOnlyList<NativeField> ReplicaSet { get; } = [new("minReadySeconds", NativeType.Whole, "How long a pod must be ready to count as available.")];

    public static IReadOnlyList<NativeField> StatefulSet { get; } =
    [
        new("minReadySeconds", NativeType.Whole, "How long a pod must be ready to count as available."),
        new("podManagementPolicy", NativeType.Text, "OrderedReady (default) or Parallel."),
        new("revisionHistoryLimit", NativeType.Whole, "How many old revisions are kept."),
        new("updateStrategy", NativeType.Any, "How pods are replaced, in the native form."),
        new("persistentVolumeClaimRetentionPolicy", NativeType.Any, "What becomes of the claims when pods go."),
    ];

    public static IReadOnlyList<NativeField> DaemonSet { get; } =
    [
        new("minReadySeconds", NativeType.Whole, "How long a pod must be ready to count as available."),
        new("revisionHistoryLimit", NativeType.Whole, "How many old revisions are kept."),
        new("updateStrategy", NativeType.Any, "How pods are replaced, in the native form."),
    ];

    public static IReadOnlyList<NativeField> Job { get; } =
    [
        new("backoffLimit", NativeType.Whole, "How often a failed pod is tried again. Default: 3."),
        new("activeDeadlineSeconds", NativeType.Whole, "How long the job may run."),
        new("ttlSecondsAfterFinished", NativeType.Whole, "How long the job is kept when it has ended; then it is made again while its conditions hold."),
        new("parallelism", NativeType.Whole, "How many pods run at once. Default: 1."),
        new("completions", NativeType.Whole, "How many pods must succeed. Default: 1."),
        new("completionMode", NativeType.Text, "NonIndexed (default) or Indexed."),
    ];

    public static IReadOnlyList<NativeField> Pod { get; } =
    [
        new("affinity", NativeType.Any, "Which nodes and neighbours the pods like."),
        new("tolerations", NativeType.Any, "Which taints of nodes the pods bear."),
        new("topologySpreadConstraints", NativeType.Any, "How the pods are spread."),
        new("priorityClassName", NativeType.Text, "The priority class of the pods."),
        new("runtimeClassName", NativeType.Text, "The runtime class of the pods."),
        new("schedulerName", NativeType.Text, "Who schedules the pods."),
        new("restartPolicy", NativeType.Text, "Always (default), OnFailure or Never (default of jobs)."),
        new("terminationGracePeriodSeconds", NativeType.Whole, "Seconds that a pod gets to end."),
        new("hostNetwork", NativeType.Flag, "Whether the pods use the network of the node."),
        new("hostPID", NativeType.Flag, "Whether the pods see the processes of the node."),
        new("hostIPC", NativeType.Flag, "Whether the pods share the IPC namespace of the node."),
        new("hostAliases", NativeType.Any, "Further entries of /etc/hosts."),
        new("hostname", NativeType.Text, "The host name of the pod."),
        new("subdomain", NativeType.Text, "The domain below which the pod is found."),
        new("dnsPolicy", NativeType.Text, "How names are looked up."),
        new("dnsConfig", NativeType.Any, "How names are looked up, in detail."),
        new("automountServiceAccountToken", NativeType.Flag, "Whether the pods get a token of their account."),
        new("shareProcessNamespace", NativeType.Flag, "Whether the containers see each other's processes."),
        new("enableServiceLinks", NativeType.Flag, "Whether services become environment variables."),
        new("nodeName", NativeType.Text, "The node itself."),
        new("preemptionPolicy", NativeType.Text, "PreemptLowerPriority (default) or Never."),
        new("readinessGates", NativeType.Any, "Further conditions that a ready pod needs."),
    ];

    public static IReadOnlyList<NativeField> Container { get; } =
    [
        new("imagePullPolicy", NativeType.Text, "Always, IfNotPresent or Never."),
        new("ports", NativeType.Any, "Ports in their native form, after the one of port."),
        new("lifecycle", NativeType.Any, "What is done after the start and before the end."),
        new("stdin", NativeType.Flag, "Whether it reads standard input."),
        new("stdinOnce", NativeType.Flag, "Whether standard input ends with the first reader."),
        new("tty", NativeType.Flag, "Whether it has a terminal."),
        new("terminationMessagePath", NativeType.Text, "The file with its last words."),
        new("terminationMessagePolicy", NativeType.Text, "File (default) or FallbackToLogsOnError."),
        new("volumeDevices", NativeType.Any, "Where it has block devices."),
        new("resizePolicy", NativeType.Any, "Whether a change of resources restarts it."),
    ];

    /// <summary>Keys that only a container in a list has.</summary>
    public static IReadOnlyList<NativeField> Sidecar { get; } =
    [
        new("restartPolicy", NativeType.Text, "Always makes an init container a sidecar."),
        new("workingDir", NativeType.Text, "The native name of workingDirectory."),
        new("livenessProbe", NativeType.Any, "The native form of probes.liveness."),
        new("readinessProbe", NativeType.Any, "The native form of probes.readiness."),
        new("startupProbe", NativeType.Any, "The native form of probes.startup."),
    ];
}

using Orkestra.Katalog.Resources;

namespace Orkestra.Katalog.Schema;

/// <summary>Kinds that make pods.</summary>
internal static class WorkloadLanguage
{
    public static Shape Protocol { get; } = Shape.OneOf("TCP", "UDP", "SCTP", "");

    public static Shape Port { get; } = Shape.WholeText(1, 65535);

    /// <summary>A list of names, or of native references.</summary>
    public static Shape PullSecrets { get; } = Shape.Templated(Shape.ListOf(Shape.Either(Shape.Text, Shape.Block(new BlockSchema("a pull secret").Required("name", Shape.Text, "The name of the secret.")))));

    public static IEnumerable<(string Key, BlockSchema Entry)> All() =>
    [
        ("replicaSets", Replicated("a replica set").With(WorkloadFields.ReplicaSet)),
        ("deployments", Replicated("a deployment").Key("rollingUpdate", RollingUpdate(), "How pods are replaced.").With(WorkloadFields.Deployment).Excludes("rollingUpdate", "strategy")),
        ("statefulSets", StatefulSet()),
        ("daemonSets", Pods("a daemon set").Key("rollingUpdate", RollingUpdate(), "How pods are replaced.").With(WorkloadFields.DaemonSet).Excludes("rollingUpdate", "updateStrategy")),
        ("jobs", Job("a job")),
        ("cronJobs", CronJob()),
        ("pods", Pods("a pod")),
        ("podTemplates", Pods("a pod template")),
    ];

    private static BlockSchema Pods(string name) => ResourceLanguage.Short(name).With(WorkloadFields.Pod).WithContainer()
        .Key("imagePullSecrets", PullSecrets, "Secrets with which the images are pulled.")
        .Key("nodeSelector", Shape.Templated(Shape.TextMap), "Labels that a node must have.")
        .Key("serviceAccountName", Shape.Text, "The account under which the pods run.")
        .Key("podSecurity", Shape.Block(new BlockSchema("pod security").WithProfile(Profiles.ProfileClass.PodSecurity)), "The security context of the pod, or a profile of it.")
        .Key("volumes", Shape.Templated(Shape.ListOf(Shape.Block(BlockSchema.Open("a volume").Required("name", Shape.Text, "The name that mounts use.")))), "Volumes in their native form.")
        .Key("containers", Containers("a container"), "Further containers, in the short form or in the native one.")
        .Key("initContainers", Containers("an init container"), "Containers that run and end before the others, one after the other.")
        .RequiresOneOf("image", "containers");

    private static BlockSchema Replicated(string name) => Pods(name)
        .Key("replicas", Shape.WholeText(0, int.MaxValue), "How many pods there are. Default: 1.")
        .Key("autoscale", Shape.Block(AutoscaleLanguage.Autoscale()), "Changes the number of pods by conditions, at every pass.");

    private static BlockSchema StatefulSet() => Replicated("a stateful set")
        .Key("rollingUpdate", Shape.Block(RollingUpdateBlock().Key("partition", Shape.WholeText(0, int.MaxValue), "Pods below this number keep the old version.")), "How pods are replaced; of a profile only maxUnavailable counts.")
        .Excludes("rollingUpdate", "updateStrategy")
        .Key("serviceName", Shape.Text, "The headless service that names the pods. Default: the name of the stateful set.")
        .Key("volumeClaimTemplates", Shape.Templated(Shape.ListOf(Shape.Block(BlockSchema.Open("a claim template")
            .Key("name", Shape.Text, "The name of the volume.")
            .Key("storageClass", Shape.Text, "The storage class. Default: that of the cluster.")
            .Key("storageSize", Shape.Text, "The size: 10Gi.")
            .RequiresOneOf("storageSize", "spec")
            .Key("accessModes", Shape.Texts, "Default: ReadWriteOnce.")
            .Key("mountPath", Shape.Text, "Where the main container has it.")
            .Key("metadata", Shape.Anything, "In the native form: the name.")
            .Key("spec", Shape.Anything, "In the native form: everything else.")
            .Excludes("spec", "storageClass", "storageSize", "accessModes")
            .Excludes("metadata", "name")))), "Claims that every pod has of its own, in the short form or in the native one.")
        .With(WorkloadFields.StatefulSet);

    private static BlockSchema Job(string name) => Pods(name).With(WorkloadFields.Job);

    private static BlockSchema CronJob() => Job("a cron job")
        .Required("schedule", Shape.Text, "When a job is made: five fields as in cron.")
        .Key("suspend", Shape.TemplatedFlag, "Whether no jobs are made. Default: false.")
        .Key("concurrencyPolicy", Shape.OneOf("allow", "forbid", "replace", "Allow", "Forbid", "Replace", ""), "What happens while a job still runs: allow (default), forbid or replace.")
        .Key("successfulJobsHistoryLimit", Shape.WholeText(0, int.MaxValue), "How many jobs that succeeded are kept. Default: 3.")
        .Key("failedJobsHistoryLimit", Shape.WholeText(0, int.MaxValue), "How many jobs that failed are kept. Default: 1.")
        .Key("startingDeadlineSeconds", Shape.WholeText(0, int.MaxValue), "How late a job may start.")
        .Key("timeZone", Shape.Text, "The time zone of the schedule. Default: that of the cluster.");

    private static Shape RollingUpdate() => Shape.Block(RollingUpdateBlock());

    private static BlockSchema RollingUpdateBlock() => new BlockSchema("a rolling update").WithProfile(Profiles.ProfileClass.RollingUpdate);

    private static Shape Containers(string name) => Shape.Templated(Shape.ListOf(Shape.Block(new BlockSchema(name)
        .Required("name", Shape.Text, "The name of the container.")
        .With(WorkloadFields.Sidecar)
        .WithContainer()
        .RequiresOneOf("image")
        .Excludes("probes", "livenessProbe", "readinessProbe", "startupProbe")
        .Excludes("workingDir", "workingDirectory"))));

    /// <summary>The keys of one container: those of a workload for its main one, those of every further one.</summary>
    private static BlockSchema WithContainer(this BlockSchema block)
    {
        var container = ContainerKeys();
        foreach (var key in container.Keys.Where(key => key.Name is not "image"))
            container.Needs(key.Name, "image");
        return block.Including(container);
    }

    private static BlockSchema ContainerKeys() => new BlockSchema("a container")
        .Key("image", Shape.Text, "The image of the container.")
        .Key("tag", Shape.Text, "The tag of the image, where it is not written in image.")
        .Key("command", Shape.Texts, "The program and its first arguments. Default: that of the image.")
        .Key("args", Shape.Texts, "Arguments. Default: those of the image.")
        .Key("workingDirectory", Shape.Text, "The folder in which it starts.")
        .Key("port", Port, "The port that it listens on.")
        .Key("protocol", Protocol, "The protocol of port: TCP (default), UDP or SCTP.")
        .Key("resources", Shape.Block(new BlockSchema("resources").WithProfile(Profiles.ProfileClass.Resources)), "What it needs and may use, or a profile of it.")
        .Key("env", Shape.Either(Shape.ListOf(Shape.Block(Variable())), Shape.TextMap, Shape.Templated(Shape.TextMap)), "Environment variables: a list in the native form, or a map.")
        .Key("envFrom", Shape.Either(Shape.Block(EnvironmentSources()), Shape.Anything), "Environment variables from secrets and config maps.")
        .Key("probes", Shape.Block(new BlockSchema("probes")
            .Key("startup", Probe(), "Until it succeeds the others wait.")
            .Key("liveness", Probe(), "When it fails the container is started again.")
            .Key("readiness", Probe(), "While it fails no service sends to the pod.")), "When the container counts as started, alive and ready.")
        .Key("securityContext", Shape.Block(new BlockSchema("a security context").WithProfile(Profiles.ProfileClass.ContainerSecurity)), "The security context of the container, or a profile of it.")
        .Key("volumeMounts", Shape.Templated(Shape.ListOf(Shape.Block(BlockSchema.Open("a volume mount")
            .Required("name", Shape.Text, "The name of the volume.")
            .Required("mountPath", Shape.Text, "Where the container has it.")))), "Where the container has volumes, in the native form.")
        .With(WorkloadFields.Container);

    private static BlockSchema Variable() => new BlockSchema("an environment variable")
        .Required("name", Shape.Text, "The name of the variable.")
        .Key("value", Shape.Text, "Its value.")
        .Key("valueFrom", Shape.MapOf(Shape.Anything), "Where its value is from, in the native form.")
        .Excludes("value", "valueFrom");

    private static BlockSchema EnvironmentSources() => new BlockSchema("envFrom").Key("secretRef", Source(), "Secrets.").Key("configMapRef", Source(), "Config maps.");

    private static SourcesShape Source() => new(new BlockSchema("a source of environment variables")
        .Required("name", Shape.Text, "The name of the secret or config map.")
        .Key("prefix", Shape.Text, "What is put before the keys.")
        .Key("suffix", Shape.Text, "What is put after the keys.")
        .Key("optional", Shape.TemplatedFlag, "Whether it may be missing. Default: false.")
        .Key("keys", Shape.Texts, "The keys that become variables. Default: all.")
        .Needs("suffix", "keys"));

    private static Shape Probe() => Shape.Block(new BlockSchema("a probe")
        .Key("type", Shape.FixedOneOf("http", "tcp"), "http (default where there is a path) or tcp.")
        .Key("path", Shape.Text, "The path of the HTTP request. Default: /.")
        .Key("port", Shape.Text, "The port. Default: that of the container.")
        .Key("scheme", Shape.OneOf("HTTP", "HTTPS"), "HTTP (default) or HTTPS.")
        .Key("httpGet", Shape.MapOf(Shape.Anything), "An HTTP request in its native form.")
        .Key("tcpSocket", Shape.MapOf(Shape.Anything), "A connection in its native form.")
        .Key("exec", Shape.MapOf(Shape.Anything), "A command in its native form.")
        .Key("grpc", Shape.MapOf(Shape.Anything), "A gRPC health check in its native form.")
        .WithProfile(Profiles.ProfileClass.Probes));
}

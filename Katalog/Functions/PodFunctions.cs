using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>The pods of a workload, which are there only with <c>enrich: [pods]</c>: name, ip, phase, ready, node, restartCount, ordinal, exitCode and containers
/// (name, image, state, reason, ready, restartCount) of each.</summary>
internal static class PodFunctions
{
    private const int CrashingRestarts = 2;

    private static readonly ArgumentRead Pods = ArgumentRead.Of("_pods");

    private static readonly (string Function, string Reason)[] Reasons =
    [
        ("podCrashLoopDetected", "CrashLoopBackOff"),
        ("podCreateContainerErrorDetected", "CreateContainerError"),
        ("podErrImagePullDetected", "ErrImagePull"),
        ("podErrorDetected", "Error"),
        ("podImagePullBackOffDetected", "ImagePullBackOff"),
        ("podInvalidImageNameDetected", "InvalidImageName"),
        ("podOOMKilledDetected", "OOMKilled"),
        ("podPostStartHookErrorDetected", "PostStartHookError"),
        ("podPreStartHookErrorDetected", "PreStartHookError"),
        ("podRunContainerErrorDetected", "RunContainerError"),
    ];

    public static FunctionDomain All()
    {
        var domain = Lines(new FunctionDomain("pods"));
        foreach (var (function, reason) in Reasons)
        {
            domain.Add(
                function + " OBJECT → bool",
                $"Whether a container has the reason {reason}.",
                $"{{{{ {function} .workload }}}} → {(reason is "CrashLoopBackOff" ? "true" : "false")}",
                (a, _) => ContainerReasons(a[0]).Contains(reason, StringComparer.Ordinal),
                Pods);
        }

        return domain;
    }

    private static FunctionDomain Lines(FunctionDomain domain) => domain
        .Add("podCount OBJECT → int", "How many pods there are.", "{{ podCount .workload }} → 2", static (a, _) => (long)Of(a[0]).Count(), Pods)
        .Add(
            "readyPodCount OBJECT → int",
            "How many pods are ready.",
            "{{ readyPodCount .workload }} → 1",
            static (a, _) => (long)Of(a[0]).Count(static pod => Fields.Find(pod, "ready") is true),
            Pods)
        .Add(
            "podNames OBJECT → string",
            "The names, with commas.",
            "{{ podNames .workload }} → web-0, web-1",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "_pods"), "name")),
            Pods)
        .Add(
            "podIPs OBJECT → string",
            "The addresses, with commas.",
            "{{ podIPs .workload }} → 10.0.0.1",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "_pods"), "ip")),
            Pods)
        .Add(
            "podNodes OBJECT → string",
            "The nodes, one for each pod that has one, with commas.",
            "{{ podNodes .workload }} → node-1",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "_pods"), "node")),
            Pods)
        .Add(
            "podPhases OBJECT → string",
            "The phases in order, with commas.",
            "{{ podPhases .workload }} → Running, Pending",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "_pods"), "phase")),
            Pods)
        .Add("podMaxRestarts OBJECT → int", "The most restarts that a pod had.", "{{ podMaxRestarts .workload }} → 3", static (a, _) => MaxRestarts(a[0]), Pods)
        .Add(
            "hasCrashingPod OBJECT → bool",
            "Whether a pod was restarted more than twice.",
            "{{ hasCrashingPod .workload }} → true",
            static (a, _) => MaxRestarts(a[0]) > CrashingRestarts,
            Pods)
        .Add(
            "podByOrdinal OBJECT ORDINAL → map",
            "The pod of a StatefulSet with this number; nil where there is none.",
            "{{ (podByOrdinal .workload 1).name }} → web-1",
            static (a, _) => ByOrdinal(a),
            Pods, ArgumentRead.Whole)
        .Add(
            "podContainerState OBJECT ORDINAL CONTAINER → string",
            "The state of a container of the pod with this number.",
            "{{ podContainerState .workload 0 \"app\" }} → Waiting",
            static (a, _) => ContainerState(a),
            Pods, ArgumentRead.Whole)
        .Add(
            "podContainerReasons OBJECT → string",
            "The reasons of all containers, each once, with commas.",
            "{{ podContainerReasons .workload }} → CrashLoopBackOff",
            static (a, _) => Lists.Joined(ContainerReasons(a[0]).Distinct(StringComparer.Ordinal)),
            Pods);

    private static IEnumerable<object?> Of(object? value) => Lists.Items(Fields.Find(value, "_pods"));

    private static IEnumerable<string> ContainerReasons(object? value) => Of(value).SelectMany(static pod => Lists.TextsAt(Fields.Find(pod, "containers"), "reason"));

    private static long MaxRestarts(object? value) => Of(value).Select(static pod => Objects.Int(pod, "restartCount")).DefaultIfEmpty().Max();

    private static object? ByOrdinal(object?[] arguments)
    {
        var ordinal = Arg.Int(arguments[1]);
        return Of(arguments[0]).FirstOrDefault(pod => Objects.IntOrNull(pod, "ordinal") == ordinal);
    }

    private static string ContainerState(object?[] arguments)
    {
        var name = Arg.Text(arguments[2]);
        var container = Lists.Items(Fields.Find(ByOrdinal(arguments), "containers")).FirstOrDefault(item => string.Equals(Objects.Text(item, "name"), name, StringComparison.Ordinal));
        return Objects.Text(container, "state");
    }
}

using Orkestra.Cli.Commands;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Silo.Hooking;

namespace Orkestra.Cli.Failures;

/// <summary>Turns what was thrown into one line and an exit code. What nobody foresaw is ORK0001.</summary>
internal static class FailureTranslator
{
    public static (CliFailure Failure, int ExitCode) Translate(Exception exception) => exception switch
    {
        CliException known => (known.Failure, known.ExitCode),
        KubeconfigException config => (new CliFailure(config.Id, config.Place.Length > 0 ? config.Place : "kubeconfig", config.Problem, config.Mend), ExitCode.Findings),
        HookLoadException hook => (new CliFailure(hook.Id, hook.Place, hook.Message, hook.Mend), ExitCode.Findings),
        KubernetesApiException api => (new CliFailure(api.Id, "cluster", api.Message, MendOf(api)), ExitCode.Findings),
        ClusterUnreachableException away => (
            new CliFailure(away.Id, "cluster", away.Message, "check that the cluster runs and that kubeconfig and context name it (kubectl version asks the same)"),
            ExitCode.Findings),
        IOException or UnauthorizedAccessException => (
            new CliFailure("ORK0003", "ork", exception.Message, "check that the path exists, may be used and has room"), ExitCode.Findings),
        _ => (
            new CliFailure(
                "ORK0001",
                "ork",
                $"{exception.Message} ({exception.GetType().Name})",
                "this is a mistake in ork: please report it with what ORK_DEBUG=1 prints (CONTRIBUTING.md says where)"),
            ExitCode.Findings),
    };

    private static string MendOf(KubernetesApiException api) => api.StatusCode switch
    {
        401 => "check the credentials of the kubeconfig's user",
        403 => "give the kubeconfig's user that right, or use another one",
        404 => "check that the CRD and the namespace exist",
        _ => "the server's message says what it expects",
    };
}

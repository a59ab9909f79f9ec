using Microsoft.Extensions.Logging;
using Orkestra.Cli.Terminal;
using Orkestra.Kubernetes.Configuration;

namespace Orkestra.Cli.Sessions;

/// <summary>Finds the cluster that a user means, by the rules of kubectl.</summary>
internal static class ClusterAccess
{
    /// <param name="environment">The process.</param>
    /// <param name="kubeconfig">Path of the kubeconfig, or null for kubectl's rules.</param>
    /// <param name="context">Context of the kubeconfig, or null for its current one.</param>
    /// <param name="logs">Hears of switched off TLS verification.</param>
    /// <exception cref="KubeconfigException">There is none, or it is wrong.</exception>
    public static ClusterConnection Connect(CliEnvironment environment, string? kubeconfig, string? context, ILoggerFactory logs)
    {
        var surroundings = new KubeconfigEnvironment
        {
            Variables = environment.Variables,
            Home = environment.Home,
            Interactive = environment.Interactive,
            Clock = environment.Clock,
            Logger = logs.CreateLogger("Orkestra.Kubernetes"),
        };
        return Kubeconfig.Resolve(kubeconfig is null ? null : environment.Resolve(kubeconfig), context, surroundings);
    }
}

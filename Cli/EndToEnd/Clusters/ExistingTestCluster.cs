using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Cli.Examples;
using Orkestra.Cli.Sessions;
using Orkestra.Cli.Terminal;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Cli.EndToEnd.Clusters;

/// <summary>A cluster that was there before and stays: that of a kubeconfig.</summary>
internal sealed class ExistingTestCluster : TestCluster
{
    private readonly HttpMessageHandler _handler;
    private readonly KubeconfigFolder? _folder;

    private ExistingTestCluster(HttpMessageHandler handler, KubeconfigFolder? folder, bool inCluster) => (_handler, _folder, InCluster) = (handler, folder, inCluster);

    public override bool RunsPods => true;

    public override bool IsForTests => false;

    public override bool InCluster { get; }

    public static async Task<ExistingTestCluster> ConnectAsync(CliEnvironment environment, E2EOptions options, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var connection = ClusterAccess.Connect(environment, options.Kubeconfig, options.Context, logs);
        var handler = connection.CreateHandler();
        // A CRD that was just applied is asked for soon; that somebody asks often for what there is not is unlikely in a test.
        var client = new KubernetesClientOptions { DiscoveryRefreshInterval = TimeSpan.FromSeconds(1) };
        var admin = new KubernetesClient(handler, connection.Server, new RequestCounter(), environment.Clock, client);
        KubeconfigFolder? folder = null;
        try
        {
            var version = await admin.VersionAsync(cancellationToken).ConfigureAwait(false);
            var config = options.Kubeconfig is { } file ? environment.Resolve(file) : environment.Variable("KUBECONFIG");
            if (options.Context is { } context)
            {
                // Of several files the first one says which context is the current one.
                var choice = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Config", ["current-context"] = context };
                folder = await KubeconfigFolder.WriteAsync(choice.ToJsonString(), cancellationToken).ConfigureAwait(false);
                config = $"{folder.Path}{Path.PathSeparator}{config ?? Path.Combine(environment.Home ?? "", ".kube", "config")}";
            }

            return new ExistingTestCluster(handler, folder, string.Equals(connection.Context, "in-cluster", StringComparison.Ordinal))
            {
                Admin = admin,
                Observing = new KubernetesClient(handler, connection.Server, new RequestCounter(), environment.Clock, client),
                Namespace = connection.Namespace,
                Kubeconfig = config,
                Description = $"{connection.Server.ToString().TrimEnd('/')}, Kubernetes {version.GitVersion}, context {connection.Context}",
            };
        }
        catch
        {
            admin.Dispose();
            handler.Dispose();
            folder?.Dispose();
            throw;
        }
    }

    public override ValueTask DisposeAsync()
    {
        Observing.Dispose();
        Admin.Dispose();
        _handler.Dispose();
        _folder?.Dispose();
        return ValueTask.CompletedTask;
    }
}

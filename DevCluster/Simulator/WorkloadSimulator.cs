using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.DevCluster.Simulator.Behaviours;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.DevCluster.Simulator;

/// <summary>
/// Makes workloads look as they would after a while on a cluster with nodes: Deployments, ReplicaSets, StatefulSets, DaemonSets, Jobs, Pods, PersistentVolumeClaims
/// and Services of type LoadBalancer. It is a client like any other, and plays the controllers' part on any API server where no controller does.
/// It makes no objects: a Deployment gets the status that its pods would give it, but no ReplicaSet and no pods. It writes a status only when it differs,
/// in one patch of the version that it saw, and waits for the watch when somebody else was faster.
/// </summary>
/// <param name="client">The API server; its user needs to watch these kinds and to patch their status.</param>
/// <param name="options">Delays and outcomes; annotations of the objects win (<see cref="SimulatorAnnotations"/>).</param>
/// <param name="clock">For delays and times in statuses.</param>
/// <param name="logger">Hears what could not be watched or written.</param>
public sealed class WorkloadSimulator(KubernetesClient client, SimulatorOptions options, TimeProvider clock, ILogger<WorkloadSimulator>? logger = null)
{
    /// <summary>The field manager of its writes.</summary>
    public const string FieldManager = "orkestra-simulator";

    private readonly ILogger _logger = (ILogger?)logger ?? NullLogger.Instance;

    /// <summary>Simulates until cancelled, then throws <see cref="OperationCanceledException"/>. A server that does not answer is waited for.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        client.Activity?.Begin();
        var kinds = await FindKindsAsync(cancellationToken).ConfigureAwait(false);
        var loop = new SimulationLoop(options, clock, _logger, client.Activity);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> tasks =
        [
            loop.RunAsync(stop.Token),
            .. kinds.Select(kind => WatchAsync(kind, loop, stop.Token)),
            .. Enumerable.Range(0, options.Concurrency).Select(_ => WriteAsync(loop, stop.Token)),
        ];
        // Every watch has begun to list, and counts itself.
        client.Activity?.End();
        await Task.WhenAny(tasks).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(tasks).ConfigureAwait(false);
    }

    private async Task<List<SimulatedKind>> FindKindsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var kinds = new List<SimulatedKind>();
                foreach (var behaviour in Behaviours(await client.VersionAsync(cancellationToken).ConfigureAwait(false)))
                {
                    if (await client.Discovery.FindAsync(behaviour.Group, behaviour.Kind, cancellationToken).ConfigureAwait(false) is { } resource)
                        kinds.Add(new SimulatedKind(resource, behaviour));
                }

                return kinds;
            }
            catch (Exception error) when (error is KubernetesApiException or ClusterUnreachableException)
            {
                await Task.Delay(options.RetryDelay, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IWorkloadBehaviour[] Behaviours(ServerVersion server) =>
    [
        new DeploymentBehaviour(), new ReplicaSetBehaviour(), new StatefulSetBehaviour(tellsAvailable: server.IsAtLeast(1, 22)), new DaemonSetBehaviour(options.Nodes),
        new JobBehaviour(), new PodBehaviour(), new ClaimBehaviour(), new ServiceBehaviour(),
    ];

    private async Task WatchAsync(SimulatedKind kind, SimulationLoop loop, CancellationToken cancellationToken)
    {
        var reflector = new Reflector(client, new WatchTarget(kind.Resource, options.Namespace), new ReflectorOptions(), clock, Random.Shared);
        await foreach (var one in reflector.RunAsync(cancellationToken).ConfigureAwait(false))
            loop.Signals.TryWrite(new Signal.Event(kind, one));
    }

    private async Task WriteAsync(SimulationLoop loop, CancellationToken cancellationToken)
    {
        var writer = new StatusWriter(client);
        await foreach (var (one, write) in loop.Writes.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            Signal.Written result;
            try
            {
                result = new Signal.Written(one, write, await writer.WriteAsync(write, cancellationToken).ConfigureAwait(false), Error: null);
            }
            catch (Exception error) when (error is KubernetesApiException or ClusterUnreachableException)
            {
                result = new Signal.Written(one, write, Answer: null, error);
            }

            loop.Signals.TryWrite(result);
            client.Activity?.End();
        }
    }
}

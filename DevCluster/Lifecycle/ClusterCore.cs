using System.Text.Json.Nodes;
using Orkestra.DevCluster.CustomResources;
using Orkestra.DevCluster.Discovery;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Operations;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Routing;
using Orkestra.DevCluster.Serving;
using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Tables;
using Orkestra.DevCluster.Types;
using Orkestra.DevCluster.Watching;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>Puts the parts of a server together.</summary>
internal sealed class ClusterCore : IAsyncDisposable
{
    private readonly ClusterStore _store;
    private readonly PageSnapshots _pages;
    private readonly LifecycleLoop _loop;

    public ClusterCore(DevClusterOptions options)
    {
        var clock = options.Clock;
        var types = new BuiltInTypes();
        _store = new ClusterStore(options.HistorySize);
        _pages = new PageSnapshots(clock);
        var builtIn = BuiltInResources.Of(types, _store, clock);
        var registry = new ResourceRegistry(builtIn);
        var tables = new TableWriter(clock);
        var writer = new ObjectWriter(_store, new NamespaceGate(_store), clock);
        var remover = new ObjectRemover(_store, clock);
        var reads = new ReadOperations(_store, _pages, tables);
        var writes = new WriteOperations(_store, writer, remover, reads);
        var patches = new PatchOperations(writer, reads);
        Log = new RequestLog(options.RequestLogSize, clock);
        Api = new ApiServer(
            registry,
            reads,
            writes,
            patches,
            new WatchOperations(_store, tables, Cuts, clock, options.Activity),
            new SubresourceOperations(reads, writes, patches, new ScaleOperations(writer, reads)),
            new DiscoveryEndpoints(registry, new OpenApiEndpoints(registry, types)),
            Log);
        var definitions = registry.Find("apiextensions.k8s.io", "v1", "customresourcedefinitions")!;
        var namespaces = registry.Find("", "v1", "namespaces")!;
        _loop = new LifecycleLoop(
            _store,
            new CrdController(_store, registry, definitions, remover, writer, clock),
            new NamespaceController(registry, namespaces, remover, writer, clock),
            new GarbageCollector(registry, _store, remover, writer),
            options.Activity);
        FirstObjects.Create(registry, writer);
    }

    public ApiServer Api { get; }
    public RequestLog Log { get; }
    public WatchCuts Cuts { get; } = new();

    public void ForgetHistory()
    {
        _store.ForgetHistory();
        _pages.Forget();
    }

    public async ValueTask DisposeAsync()
    {
        await Cuts.CutAsync().ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
        Cuts.Dispose();
    }
}

using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Budgets;
using Orkestra.Grains.Cross;
using Orkestra.Grains.Events;
using Orkestra.Grains.External;
using Orkestra.Grains.Hosting;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Namespaces;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Related;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Telemetry;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Fleet;

/// <summary>All operator boxes of this process for one cluster, and what they share. The host decides where grains live; the observer makes them.</summary>
public sealed class Observer : IFleet, IAsyncDisposable
{
    private readonly FleetEvents _events = new();
    private readonly OrkestraInstruments _instruments = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CustomResourceDefinitions _definitions;
    private readonly NamespaceWatch _namespaces;
    private readonly ChildWatches _watches;
    private readonly ObjectEvents _objectEvents;
    private readonly ObjectStreams _streams;
    private readonly SourceWatches _sources;
    private readonly RelatedWatches _related;
    private readonly Outside? _outside;
    private readonly ApiBudget? _budget;
    private readonly BoxFleet _boxes;
    private readonly EventSink _tells;
    private readonly Lock _lock = new();
    private Task? _namespacesRun;
    private Task _running = Task.CompletedTask;

    /// <summary>Prepares a box for every enabled entry.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="cluster">Its name in keys, metrics and paths.</param>
    /// <param name="katalogs">What to run.</param>
    /// <param name="ork">What templates read under <c>.ork</c>.</param>
    /// <param name="host">Makes the host of the grains, which is given what makes a grain of a key.</param>
    /// <param name="external">Makes external calls; null: none is made, and templates see that.</param>
    /// <param name="limit">How many requests passes may make; null: as many as they will.</param>
    /// <param name="clock">The one clock.</param>
    /// <param name="logs">Where to log.</param>
    public Observer(
        KubernetesClient client,
        string cluster,
        IReadOnlyList<KatalogDefinition> katalogs,
        OrkFacts ork,
        Func<Func<CustomResourceKey, ICustomResourceGrain>, IGrainHost> host,
        IExternalCaller? external,
        ApiLimit? limit,
        TimeProvider clock,
        ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(katalogs);
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(logs);
        var slots = new OwnerSlots();
        var observer = new ChildObserver();
        var directory = new BoxDirectory();
        var cross = new CrossDirectory();
        _definitions = new CustomResourceDefinitions(client, clock, logs.CreateLogger<CustomResourceDefinitions>());
        _namespaces = new NamespaceWatch(client, clock, logs.CreateLogger<NamespaceWatch>());
        _streams = new ObjectStreams(client, clock, logs);
        _objectEvents = new ObjectEvents(client, clock);
        _watches = new ChildWatches(client, slots, observer, clock, logs);
        _sources = new SourceWatches(client, slots, clock, logs);
        _related = new RelatedWatches(client, clock, logs);
        _outside = external is null ? null : new Outside(external, slots, client.Activity, _instruments, clock, logs.CreateLogger<Outside>());
        _tells = new EventSink(client, new EventOptions(), clock, logs.CreateLogger<EventSink>());
        var contentions = new Contentions(slots, client.Activity);
        var passes = new PassServices(client, _watches, observer, _sources, cross, _outside, clock, ork) { Events = _tells, Contentions = contentions, Related = _related };
        _budget = limit is null ? null : new ApiBudget(limit, clock);
        var services = new BoxServices(
            cluster, client, _definitions, _namespaces, _watches, observer, slots, directory, host(key => new CustomResourceGrain(key, directory)), passes, _budget, _instruments, _events.Publish, clock, logs)
        {
            Contentions = contentions,
            Dependencies = new DependencyGraph(),
            Cross = cross,
            Streams = _streams,
        };
        _boxes = new BoxFleet(services, BoxDefinition.Of(katalogs));
        PublishGauges();
    }

    /// <summary>Starts every box, what is needed first; they wait by themselves for what they need, for CRDs that are missing and for servers that are away.</summary>
    public void Start()
    {
        _tells.Start();
        _running = Task.Run(() => _definitions.RunAsync(_stop.Token));
        WatchNamespaces();
        _boxes.Start();
    }

    /// <summary>Runs these Katalogs in place of those that run. Boxes whose entry is the same are not touched; what changed takes over box by box, and no key is lost (docs/decisions/099).
    /// Ends when boxes that are gone have ended; those that changed may still wait for what they need.</summary>
    public async Task ReplaceAsync(IReadOnlyList<KatalogDefinition> katalogs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(katalogs);
        await _boxes.ReplaceAsync(BoxDefinition.Of(katalogs), cancellationToken).ConfigureAwait(false);
        WatchNamespaces();
    }

    /// <summary>Ends when every box has listed its custom resources once. A box whose CRD is missing keeps it waiting; one that waits for an entry which no definition has,
    /// or for something that does not come true by itself, does not.</summary>
    public Task WhenStartedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_boxes.All.Where(box => box.Definition.Awaited.Count == 0 && box.Definition.Needs.All(need => DependencyConditions.ComesByItself(need.Condition))).Select(box => box.Started)).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BoxView>> ListBoxesAsync(CancellationToken cancellationToken) => new([.. _boxes.All.Select(box => box.View)]);

    /// <inheritdoc/>
    public ValueTask<BoxView?> FindBoxAsync(string box, CancellationToken cancellationToken) => new(_boxes.Find(box)?.View);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CustomResourceView>> ListResourcesAsync(string box, CancellationToken cancellationToken) => new(_boxes.Find(box)?.Resources ?? []);

    /// <inheritdoc/>
    public ValueTask<ResourcePage> PageResourcesAsync(string box, string? after, int limit, CancellationToken cancellationToken) => new(_boxes.Find(box)?.Page(after, limit) ?? new ResourcePage([], 0, null));

    /// <inheritdoc/>
    public ValueTask<ResourceView?> FindResourceAsync(string box, string? ns, string name, CancellationToken cancellationToken) => new(_boxes.Find(box)?.FindResource(new ObjectName(ns, name)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JsonObject>> ListEventsAsync(ResourceView resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new(_objectEvents.ListAsync(resource.View.Kind, new ObjectName(resource.View.Namespace, resource.View.Name), cancellationToken));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<FleetEvent> SubscribeAsync(CancellationToken cancellationToken) => _events.SubscribeAsync(cancellationToken);

    /// <summary>Stops, what needs others first: running passes end between two requests, then the watches close.</summary>
    public async ValueTask DisposeAsync()
    {
        await _boxes.DisposeAsync().ConfigureAwait(false);
        await _tells.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (_namespacesRun ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_outside is not null)
            await _outside.DisposeAsync().ConfigureAwait(false);
        await _watches.DisposeAsync().ConfigureAwait(false);
        await _sources.DisposeAsync().ConfigureAwait(false);
        await _related.DisposeAsync().ConfigureAwait(false);
        await _streams.DisposeAsync().ConfigureAwait(false);
        _definitions.Dispose();
        _objectEvents.Dispose();
        _budget?.Dispose();
        _instruments.Dispose();
        _stop.Dispose();
    }

    /// <summary>Only where somebody needs them.</summary>
    private void WatchNamespaces()
    {
        if (!_boxes.All.Any(box => box.Definition.Entry.Namespaced))
            return;
        lock (_lock)
            _namespacesRun ??= Task.Run(() => _namespaces.RunAsync(_stop.Token));
    }

    private void PublishGauges()
    {
        Gauge("controller_resource_count", "Custom resources that a box knows.", running => running.Context.Store.Count);
        Gauge("controller_queue_depth", "Keys that wait for a worker.", running => running.Queue.Depth);
        Gauge("controller_workers_total", "Workers of a box.", running => running.Scale.Now.Workers);
        Gauge("controller_workers_processing", "Workers that run a pass.", running => running.Queue.Processing);
        Gauge("controller_workers_idle", "Workers that wait for a key.", running => Math.Max(0, running.Scale.Now.Workers - running.Queue.Processing));
        Gauge("controller_definition_current_count", "Custom resources whose last pass succeeded under the present definition.", running => running.Context.Store.Records.Count(record => record.IsOn(running.Context.Entry.Revision)));
    }

    private void Gauge(string name, string description, Func<RunningBox, long> read) => _instruments.Observe(name, description, () =>
        _boxes.All.Select(box => box.Running).OfType<RunningBox>().Select(running => new Measurement<long>(
            read(running), new KeyValuePair<string, object?>("crd", Workers.GvkLabel(running.Context)), new KeyValuePair<string, object?>("cluster", running.Context.Cluster))));
}

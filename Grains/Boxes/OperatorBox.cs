using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Cross;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Pausing;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Timing;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Dependencies;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>The isolated cell of one CRD: its watch, store, queue and workers. It runs while its CRD is served and waits while it is not; no other box is touched by either.</summary>
internal sealed partial class OperatorBox : IChildProjector
{
    private static readonly TimeSpan RetryAfterFault = TimeSpan.FromSeconds(5);

    private static readonly Projection JobEnd = Projection.Of([["status", "conditions"]]);
    private readonly BoxServices _services;
    private readonly CrdEntry _entry;
    private readonly string? _acceptPrune;
    private readonly CrdAvailability _availability;
    private readonly BoxViews _views;
    private readonly CrossTarget _target;
    private readonly Backoff _backoff;
    private readonly Pass _pass;
    private readonly ILogger _logger;
    private readonly Dictionary<string, ResourceEntry> _entries;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="services">What boxes share.</param>
    /// <param name="entry">What to run.</param>
    /// <param name="katalog">Where it is defined.</param>
    /// <param name="awaited">Entries that this one needs and that no definition has: while there are any, the box does not begin.</param>
    public OperatorBox(BoxServices services, CrdEntry entry, KatalogDefinition katalog, IReadOnlyList<string> awaited)
    {
        Awaited = awaited;
        _services = services;
        _entry = entry;
        _acceptPrune = katalog.Annotations.GetValueOrDefault(Stamps.AcceptPrune);
        _logger = services.Logs.CreateLogger<OperatorBox>();
        _availability = new CrdAvailability(entry.Types, services.Definitions, services.Client, services.Clock);
        _entries = entry.Declared.ToDictionary(resource => resource.Path, StringComparer.Ordinal);
        Health = new BoxHealth(entry.FailureThreshold, (state, message) =>
        {
            services.Publish(new FleetEvent.BoxChanged(services.Clock.GetUtcNow(), entry.Name, state, message));
            services.Dependencies.Changed(entry.Name);
        });
        _backoff = new Backoff(BackoffOptions.Of(entry.RetryBackoff), Random.Shared);
        _pass = new Pass(services.Budget is { } budget ? services.Passes with { Client = services.Client.Through(budget.GateOfBox()) } : services.Passes);
        _views = new BoxViews(entry, katalog.Name, services.Cluster, Health, _backoff, services.Namespaces, services.Clock);
        _target = services.Cross.TargetOf(entry.Name);
        _target.Define(entry, () => View);
        services.Observer.Register(services.Cluster, entry.Types.Group, entry.Types.Kind, this);
    }

    public string Name => _entry.Name;

    public bool IsNamespaced => _entry.Namespaced;

    public IReadOnlyList<string> Awaited { get; }

    /// <summary>What other boxes have to be before this one begins.</summary>
    public IReadOnlyList<Dependency> Needs => _entry.DependsOn;

    public BoxHealth Health { get; }

    /// <summary>Ends when the box has listed its custom resources for the first time; everything of it runs then.</summary>
    public Task Started => _started.Task;

    /// <summary>What runs now, or null while the CRD is not served.</summary>
    public RunningBox? Running { get; private set; }

    /// <summary>Whether every custom resource of it is ready.</summary>
    public bool AreAllReady => Running is { } running && running.Context.Store.Records.All(record => record.Ready);

    public BoxView View => _views.Box(Running);

    public IReadOnlyList<CustomResourceView> Resources => Running is { } running ? _views.Resources(running) : [];

    public ResourcePage Page(string? after, int limit) => Running is { } running ? _views.Page(running, after, limit) : new ResourcePage([], 0, null);

    public ResourceView? FindResource(ObjectName name) => Running is { } running && running.Context.Store.Find(name) is { } record ? _views.View(record, running) : null;

    public Projection ProjectionOf(string entryPath, string kind)
    {
        var read = _entry.Reads.OfChild(kind, _entries.TryGetValue(entryPath, out var entry) && entry.IsCustom);
        // A deletion waits for the end of its jobs.
        return kind is "Job" && _entry.Deletion is { Resources.Count: > 0 } ? read.Union(JobEnd) : read;
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Awaited.Count > 0)
        {
            var message = $"waits for {string.Join(", ", Awaited)}: no definition has an entry of this name";
            LogMissing(_entry.Name, message);
            Health.Enter(BoxState.Pending, message);
            await Task.Delay(Timeout.InfiniteTimeSpan, _services.Clock, cancellationToken).ConfigureAwait(false);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RunWhileServedAsync(await WhenItMayBeginAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // A fault of one box is its own: it starts again, and health says why.
                LogFault(_entry.Name, error);
                Health.Enter(BoxState.Pending, error.Message);
                await Task.Delay(RetryAfterFault, _services.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends when the type is served and what the box needs is there. Either may take hours, so what was there first is asked again.</summary>
    private async Task<ApiResource> WhenItMayBeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _availability.WaitUntilServedAsync(Missing, cancellationToken).ConfigureAwait(false);
            await _services.Dependencies.WhenMetAsync(_entry.Name, Waits, cancellationToken).ConfigureAwait(false);
            var isMissing = false;
            var resource = await _availability.WaitUntilServedAsync(
                message =>
                {
                    isMissing = true;
                    Missing(message);
                },
                cancellationToken).ConfigureAwait(false);
            if (!isMissing)
                return resource;
        }
    }

    private async Task RunWhileServedAsync(ApiResource resource, CancellationToken cancellationToken)
    {
        var begun = _services.Clock.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = new WorkQueue(_services.Clock, _services.Client.Activity, ns => _services.Namespaces.Of(ns).Weight);
        var memory = new DefinitionMemory(_entry, _services.Definitions, _logger);
        var store = new BoxStore(_target);
        queue.Limit = BoxDepth.Of(_entry, _entry.MaxDepth, store, _services.Clock);
        var box = new BoxContext(_services.Cluster, _entry, resource, store, () => _availability.Status(resource))
        {
            Pass = _pass,
            Kinds = new ChildKinds(_entry.Reads.StaticKinds, memory, _services.Watches, _services.Client.Discovery),
            Cross = _services.Cross,
            Contentions = _services.Contentions,
            Prunes = new PruneGuard(_entry.PruneMaxResources, key => queue.Add(key, Interfaces.Passes.PassCauses.Retry)),
        };
        var definition = new DefinitionChange(box, memory, _services, _acceptPrune, _logger);
        ReportStatusHandling(box);
        using var delayed = new DelayedKeys(_services.Clock, key => queue.Add(key, Interfaces.Passes.PassCauses.Retry));
        var departures = new Departures(box, _services.Client, _services.Directory, queue);
        var watch = new CustomResourceWatch(box, _services.Client, _services.Slots, queue, delayed, departures, _services.Clock, _logger);
        var meter = new BoxMeter(_services.Clock);
        var pauses = new Pauses(ns => _services.Namespaces.Of(ns).Pause, () => _services.Definitions.FindMarks(_entry.Types.Group, _entry.Types.Kind)?.Pause, _services.Clock);
        var running = Running = new RunningBox(box, queue, delayed, watch, new Autoscaler(_entry, meter, queue, _services.Clock, _logger), pauses);
        _target.Started(box.Store);
        _services.Directory.Add(box);
        Health.Enter(BoxState.Started, "", _services.Clock.GetUtcNow());
        try
        {
            var gone = _availability.WaitUntilGoneAsync(watch.NotFound, stop.Token);
            var run = RunPartsAsync(running, definition, departures, meter, begun, stop.Token);
            var first = await Task.WhenAny(gone, run).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(gone, run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (first == run)
                await run.ConfigureAwait(false);
            if (!cancellationToken.IsCancellationRequested)
                LogCrdGone(_entry.Name);
        }
        finally
        {
            _services.Directory.Remove(box);
            _target.Stopped();
            watch.Forget();
            Running = null;
        }
    }

    /// <summary>Children are watched before the first pass, so that a pass knows what exists; then everything runs until one part fails or all are stopped.</summary>
    private async Task RunPartsAsync(RunningBox running, DefinitionChange definition, Departures departures, BoxMeter meter, long begun, CancellationToken cancellationToken)
    {
        var (box, queue, delayed, watch, scaler, pauses) = running;
        await definition.BeginAsync(cancellationToken).ConfigureAwait(false);
        // Known before the first pass: what is paused gets none.
        if (_entry.Namespaced)
            await _services.Namespaces.Answered.WaitAsync(cancellationToken).ConfigureAwait(false);
        var health = Health;
        var tags = new TagList { { "crd", Workers.GvkLabel(box) }, { "cluster", box.Cluster } };
        var workers = new Workers(box, _services.Host, queue, delayed, departures, _backoff, pauses, health, meter, _services.Instruments, Publish, _services.Clock, _logger);
        var crew = new Crew(workers.WorkAsync);
        var resync = new Resync(box, queue, delayed, health, () => Resynced(tags), () => scaler.Now.Resync, _services.Clock);
        var follower = new PauseFollower(box.Store, queue, _services.Namespaces, _services.Definitions, _entry.Types);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var routers = _entry.Watches.Select(each => new WatchRouter(box, each, queue, _services.Slots, watch.Synced, _services.Clock)).ToList();
        Task[] routing = [.. routers.Select(router => router.RunAsync(_services, _logger, all.Token))];
        await Task.WhenAll(routers.Select(router => router.Answered)).WaitAsync(cancellationToken).ConfigureAwait(false);
        // Pauses are followed before the first key is looked at, so that no end of one is missed.
        Task[] parts = [follower.RunAsync(all.Token), watch.RunAsync(all.Token), crew.RunAsync(_entry.Workers, all.Token), AfterAsync(watch.Synced, resync.RunAsync, all.Token)];
        Task[] sides = [ReportActivationAsync(watch, queue, begun, tags, all.Token), definition.FollowAsync(watch.Synced, all.Token), scaler.RunAsync(Apply, all.Token), .. routing];
        await Task.WhenAny([.. parts, .. sides.Select(side => UntilFaultAsync(side, all.Token))]).ConfigureAwait(false);
        await all.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll([.. parts, .. sides]).ConfigureAwait(false);
        }
        finally
        {
            routers.ForEach(router => router.Dispose());
        }

        void Apply(BoxScale scale)
        {
            crew.Resize(scale.Workers);
            queue.Limit = BoxDepth.Of(_entry, scale.MaxDepth, box.Store, _services.Clock);
            resync.Wake();
        }
    }

    private static async Task AfterAsync(Task first, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        await first.WaitAsync(cancellationToken).ConfigureAwait(false);
        await run(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Some parts end by themselves; one that fails ends the box, which starts anew and says why.</summary>
    private async Task UntilFaultAsync(Task side, CancellationToken cancellationToken)
    {
        await side.ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, _services.Clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReportActivationAsync(CustomResourceWatch watch, WorkQueue queue, long begun, TagList tags, CancellationToken cancellationToken)
    {
        await watch.Synced.WaitAsync(cancellationToken).ConfigureAwait(false);
        _started.TrySetResult();
        _services.Instruments.ActivationLatency.Record(_services.Clock.GetElapsedTime(begun).TotalSeconds, tags);
        tags.Add("result", "success");
        _services.Instruments.Activations.Add(1, tags);
        if (queue.Depth + queue.Processing == 0)
            Health.CaughtUp();
    }

    private void Publish(FleetEvent happened)
    {
        _services.Publish(happened);
        if (happened is FleetEvent.PassEnded)
            _services.Dependencies.PassEnded(_entry.Name);
    }

    private void Resynced(TagList tags)
    {
        _services.Instruments.Resyncs.Add(1, tags);
        _services.Dependencies.PassEnded(_entry.Name);
    }

    private void Waits(string needs)
    {
        var message = $"waits for {needs}";
        LogMissing(_entry.Name, message);
        Health.Enter(BoxState.Pending, message);
    }

    private void Missing(string message)
    {
        if (Health.Now.State is not BoxState.Missing)
            LogMissing(_entry.Name, message);
        Health.Enter(BoxState.Missing, message);
        // Where the CRDs cannot be listed, nobody knows.
        if (_services.Definitions.IsSynced)
            _target.NotServed();
    }

    private void ReportStatusHandling(BoxContext box)
    {
        if (box.Status().Handling is Kubernetes.CustomResources.StatusHandling.Dropped)
            LogStatusDropped(_entry.Name, box.Resource.GroupResource);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: {Reason}")]
    private partial void LogMissing(string box, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: its CRD is gone; the box waits until it is back")]
    private partial void LogCrdGone(string box);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: the schema of {Resource} keeps no status, so none is written; add the status subresource to the CRD")]
    private partial void LogStatusDropped(string box, string resource);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Box}: the box failed and starts again")]
    private partial void LogFault(string box, Exception error);
}

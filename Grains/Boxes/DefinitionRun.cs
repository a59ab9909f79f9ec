using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Timing;
using Orkestra.Grains.Watching;

namespace Orkestra.Grains.Boxes;

/// <summary>One definition at work in a box whose CRD is served. It is opened beside the one that works, and takes over when that one has finished its passes.</summary>
internal sealed class DefinitionRun : IAsyncDisposable
{
    private readonly BoxServices _services;
    private readonly BoxParts _parts;
    private readonly BoxContext? _before;
    private readonly DefinitionChange _change;
    private readonly Crew _crew;
    private readonly Resync _resync;
    private readonly CancellationTokenSource _stop;
    private readonly List<WatchRouter> _routers;
    private readonly List<Task> _routing = [];
    private readonly Task _listed;
    private readonly ILogger _logger;

    /// <param name="services">What boxes share.</param>
    /// <param name="definition">What is to run.</param>
    /// <param name="parts">What stays.</param>
    /// <param name="before">That of the definition that works; null: none does.</param>
    /// <param name="facts">What the box knows of itself.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="stop">Ends it.</param>
    public DefinitionRun(BoxServices services, BoxDefinition definition, BoxParts parts, BoxContext? before, BoxFacts facts, ILogger logger, CancellationToken stop)
    {
        var entry = definition.Entry;
        (Definition, _services, _parts, _before, _listed, _logger) = (definition, services, parts, before, facts.Listed, logger);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var memory = new DefinitionMemory(entry, services.Definitions, logger);
        Context = new BoxContext(services.Cluster, entry, parts.Resource, parts.Store, facts.Status)
        {
            Pass = facts.Pass,
            Kinds = new ChildKinds(entry.Reads.StaticKinds, memory, services.Watches, services.Client.Discovery),
            Cross = services.Cross,
            Contentions = services.Contentions,
            Prunes = new PruneGuard(entry.PruneMaxResources, entry.Revision, key => parts.Queue.Add(key, PassCauses.Retry)),
            Changes = entry.ReadsChanges ? before?.Changes ?? new ChangeBook(entry) : null,
            Events = before?.Events ?? new EventBook(key => parts.Store.Find(key) is not null),
        };
        Backoff = new Backoff(BackoffOptions.Of(entry.RetryBackoff), Random.Shared);
        Scale = new Autoscaler(entry, parts.Meter, parts.Queue, services.Clock, logger);
        _change = new DefinitionChange(Context, memory, services, definition.AcceptPrune, logger);
        var tags = new TagList { { "crd", Workers.GvkLabel(Context) }, { "cluster", services.Cluster } };
        var workers = new Workers(
            Context, services.Host, parts.Queue, parts.Delayed, parts.Departures, Backoff, parts.Pauses, facts.Health, parts.Meter, services.Instruments, facts.Publish, services.Clock, logger);
        _crew = new Crew(workers.WorkAsync);
        _resync = new Resync(Context, parts.Queue, parts.Delayed, facts.Health, () => facts.Resynced(tags), () => Scale.Now.Resync, services.Clock);
        _routers = [.. entry.Watches.Select(each => new WatchRouter(Context, each, parts.Queue, services.Slots, facts.Listed, services.Clock))];
    }

    public BoxDefinition Definition { get; }

    /// <summary>No other one worked before it.</summary>
    public bool IsFirst => _before is null;

    public BoxContext Context { get; }

    public Backoff Backoff { get; }

    public Autoscaler Scale { get; }

    /// <summary>Before the first pass: children are watched, so that a pass knows what exists, and so is what else leads to passes.</summary>
    /// <param name="running">The definition that works, or null.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task OpenAsync(BoxDefinition? running, CancellationToken cancellationToken)
    {
        await _change.BeginAsync(cancellationToken).ConfigureAwait(false);
        if (running is not null)
            await Context.Kinds.RelistAsync(kind => Definition.ReadsMoreOf(kind, running), cancellationToken).ConfigureAwait(false);
        // Known before the first pass: what is paused gets none.
        if (Definition.Entry.Namespaced)
            await _services.Namespaces.Answered.WaitAsync(cancellationToken).ConfigureAwait(false);
        _routing.AddRange(_routers.Select(router => router.RunAsync(_services, _logger, _stop.Token)));
        await Task.WhenAll(_routers.Select(router => router.Answered)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>From now on the box is this definition: every custom resource is looked at anew, in the lowest lane. No pass runs.</summary>
    public void TakeOver()
    {
        var entry = Definition.Entry;
        _parts.Queue.Limit = BoxDepth.Of(entry, entry.MaxDepth, _parts.Store, _services.Clock);
        if (_before is null)
            return;
        Context.Changes?.Use(entry);
        // What changed is told only from now on: as after a start, all of it counts.
        var isNews = Context.Changes is not null && _before.Changes is null;
        foreach (var record in _parts.Store.Records)
        {
            record.Slot.Post(() =>
            {
                if (isNews)
                    Context.Changes!.Made(record.Name);
                // Passes ask anew what they read of others; what failed or went round may be mended.
                _services.Cross.Forget(record);
                record.ForgetLoop();
                record.ForgetFailures();
                _parts.Queue.Add(record.Name, PassCauses.Resync);
            });
        }
    }

    /// <summary>Works until stopped or until one part fails.</summary>
    public async Task RunAsync()
    {
        var stop = _stop.Token;
        Task[] parts = [_crew.RunAsync(Definition.Entry.Workers, stop), Sides.AfterAsync(_listed, _resync.RunAsync, stop)];
        Task[] sides = [_change.FollowAsync(_listed, stop), Scale.RunAsync(Apply, stop), .. _routing];
        await Task.WhenAny([.. parts, .. sides.Select(side => Sides.UntilFaultAsync(side, _services.Clock, stop))]).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([.. parts, .. sides]).ConfigureAwait(false);
    }

    /// <summary>Takes no further key. Ends when the passes that run have ended.</summary>
    public async Task LeaveAsync()
    {
        await _crew.LeaveAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_routing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _routers.ForEach(router => router.Dispose());
        _stop.Dispose();
    }

    private void Apply(BoxScale scale)
    {
        _crew.Resize(scale.Workers);
        _parts.Queue.Limit = BoxDepth.Of(Definition.Entry, scale.MaxDepth, _parts.Store, _services.Clock);
        _resync.Wake();
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Cross;
using Orkestra.Grains.Fleet;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Pausing;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Timing;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>The isolated cell of one CRD: its watch, store, queue and workers. It runs while its CRD is served and waits while it is not; no other box is touched by either.
/// What it does is its definition, which a newer one can replace while it runs (docs/decisions/099).</summary>
internal sealed partial class OperatorBox : IChildProjector
{
    private static readonly TimeSpan RetryAfterFault = TimeSpan.FromSeconds(5);

    private readonly BoxServices _services;
    private readonly CrdAvailability _availability;
    private readonly CrossTarget _target;
    private readonly Pass _pass;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly NewestDefinition _newest;
    private volatile BoxFace _face;
    private volatile DefinitionRun? _opening;

    /// <param name="services">What boxes share.</param>
    /// <param name="definition">What to run.</param>
    public OperatorBox(BoxServices services, BoxDefinition definition)
    {
        var entry = definition.Entry;
        _services = services;
        _newest = new NewestDefinition(definition);
        _logger = services.Logs.CreateLogger<OperatorBox>();
        _availability = new CrdAvailability(entry.Types, services.Definitions, services.Client, services.Clock);
        Name = entry.Name;
        Health = new BoxHealth(entry.FailureThreshold, (state, message) =>
        {
            services.Publish(new FleetEvent.BoxChanged(services.Clock.GetUtcNow(), entry.Name, state, message));
            services.Dependencies.Changed(entry.Name);
        });
        _pass = new Pass(services.Budget is { } budget ? services.Passes with { Client = services.Client.Through(budget.GateOfBox()) } : services.Passes);
        _target = services.Cross.TargetOf(entry.Name);
        _face = Show(definition, new Backoff(BackoffOptions.Of(entry.RetryBackoff), Random.Shared));
        services.Observer.Register(services.Cluster, entry.Types.Group, entry.Types.Kind, this);
    }

    public string Name { get; }

    /// <summary>What it runs, or is about to.</summary>
    public BoxDefinition Definition => _newest.Definition;

    public BoxHealth Health { get; }

    /// <summary>Ends when the box has listed its custom resources for the first time; everything of it runs then.</summary>
    public Task Started => _started.Task;

    /// <summary>What runs now, or null while the CRD is not served.</summary>
    public RunningBox? Running { get; private set; }

    /// <summary>Whether every custom resource of it is ready.</summary>
    public bool AreAllReady => Running is { } running && running.Context.Store.Records.All(record => record.Ready);

    public BoxView View => _opening is { IsFirst: false, Context.Kinds.Blocked: { } blocked } next
        ? _face.Views.Box(Running) with { Message = $"definition {next.Definition.Entry.Revision} cannot take over: watch of children: {blocked}" }
        : _face.Views.Box(Running);

    public IReadOnlyList<CustomResourceView> Resources => Running is { } running ? _face.Views.Resources(running) : [];

    public ResourcePage Page(string? after, int limit) => Running is { } running ? _face.Views.Page(running, after, limit) : new ResourcePage([], 0, null);

    public ResourceView? FindResource(ObjectName name) => Running is { } running && running.Context.Store.Find(name) is { } record ? _face.Views.View(record, running) : null;

    /// <summary>While a newer definition is opened, what either of the two reads.</summary>
    public Projection ProjectionOf(string entryPath, string kind)
    {
        var next = _opening?.Definition;
        var read = _face.Definition.OfChild(entryPath, kind);
        return next is null ? read : read.Union(next.OfChild(entryPath, kind));
    }

    /// <summary>Takes another definition over as soon as it can; the present one goes on until then. What it watches and waits for must be the same.</summary>
    public void Replace(BoxDefinition newer) => _newest.Set(newer);

    /// <summary>It has ended. Those who read of its custom resources wait for another one, or see none where its entry is gone.</summary>
    public void Retire(bool isGone)
    {
        var types = _face.Definition.Entry.Types;
        _services.Observer.Unregister(_services.Cluster, types.Group, types.Kind, this);
        if (isGone)
            _target.Undefine();
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Definition.Awaited is { Count: > 0 } awaited)
        {
            var message = $"waits for {string.Join(", ", awaited)}: no definition has an entry of this name";
            LogMissing(Name, message);
            Health.Enter(BoxState.Pending, message);
            _target.NotServed();
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
                LogFault(Name, error);
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
            await _services.Dependencies.WhenMetAsync(Name, Waits, cancellationToken).ConfigureAwait(false);
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
        using var parts = new BoxParts(_services, Definition.Entry, resource, _target);
        var watch = new CustomResourceWatch(_services.Client, _services.Slots, parts.Queue, parts.Delayed, parts.Departures, _services.Clock, _logger);
        var facts = new BoxFacts(_pass, Health, watch.Synced, () => _availability.Status(resource), Publish, Resynced);
        _target.Started(parts.Store);
        Health.Enter(BoxState.Started, "", _services.Clock.GetUtcNow());
        try
        {
            var gone = _availability.WaitUntilGoneAsync(watch.NotFound, stop.Token);
            var run = RunDefinitionsAsync(parts, watch, facts, begun, stop.Token);
            var first = await Task.WhenAny(gone, run).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(gone, run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (first == run)
                await run.ConfigureAwait(false);
            if (!cancellationToken.IsCancellationRequested)
                LogCrdGone(Name);
        }
        finally
        {
            if (Running is { } running)
            {
                _services.Directory.Remove(running.Context);
                watch.Forget();
            }

            _target.Stopped();
            _opening = null;
            Running = null;
        }
    }

    /// <summary>One definition after the other, until one part fails or all are stopped. What a definition needs is opened while the one before it works.</summary>
    private async Task RunDefinitionsAsync(BoxParts parts, CustomResourceWatch watch, BoxFacts facts, long begun, CancellationToken cancellationToken)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        DefinitionRun Make(BoxDefinition definition, BoxContext? before) => new(_services, definition, parts, before, facts, _logger, all.Token);
        var opener = new DefinitionOpener(_newest, Make, run => Opens(run, watch, parts), _services.Clock, _logger);
        var run = await opener.OpenAsync(null, all.Token).ConfigureAwait(false);
        TakeOver(run, watch, parts);
        ReportStatusHandling(run.Context);
        var tags = new TagList { { "crd", Workers.GvkLabel(run.Context) }, { "cluster", _services.Cluster } };
        var follower = new PauseFollower(parts.Store, parts.Queue, _services.Namespaces, _services.Definitions, run.Definition.Entry.Types);
        // Pauses are followed before the first key is looked at, so that no end of one is missed.
        var activation = ReportActivationAsync(watch, parts.Queue, begun, tags, all.Token);
        Task[] lasting = [follower.RunAsync(all.Token), watch.RunAsync(all.Token), Sides.UntilFaultAsync(activation, _services.Clock, all.Token)];
        var work = run.RunAsync();
        var next = opener.OpenAsync(run, all.Token);
        while (await Task.WhenAny([.. lasting, work, next]).ConfigureAwait(false) == next && next.IsCompletedSuccessfully)
        {
            await run.LeaveAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await run.DisposeAsync().ConfigureAwait(false);
            run = await next.ConfigureAwait(false);
            TakeOver(run, watch, parts);
            LogTookOver(Name, run.Definition.Entry.Revision);
            work = run.RunAsync();
            next = opener.OpenAsync(run, all.Token);
        }

        await all.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll([.. lasting, work]).ConfigureAwait(false);
        }
        finally
        {
            await run.DisposeAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (next.IsCompletedSuccessfully)
                await (await next.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The first definition of a box is shown while it is opened: there is no other.</summary>
    private void Opens(DefinitionRun run, CustomResourceWatch watch, BoxParts parts)
    {
        _opening = run;
        if (run.IsFirst)
            Become(run, watch, parts);
    }

    private void TakeOver(DefinitionRun run, CustomResourceWatch watch, BoxParts parts)
    {
        if (!run.IsFirst)
            Become(run, watch, parts);
        _opening = null;
        run.TakeOver();
    }

    private void Become(DefinitionRun run, CustomResourceWatch watch, BoxParts parts)
    {
        _face = Show(run.Definition, run.Backoff);
        Health.FailureThreshold = run.Definition.Entry.FailureThreshold;
        watch.Box = run.Context;
        if (Running is { } before)
            _services.Directory.Replace(before.Context, run.Context);
        else
            _services.Directory.Add(run.Context);
        Running = new RunningBox(run.Context, parts.Queue, parts.Delayed, watch, run.Scale, parts.Pauses);
    }

    private BoxFace Show(BoxDefinition definition, Backoff backoff)
    {
        _target.Define(definition.Entry, () => View);
        return new BoxFace(definition, new BoxViews(definition.Entry, definition.Katalog, _services.Cluster, Health, backoff, _services.Namespaces, _services.Clock));
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
            _services.Dependencies.PassEnded(Name);
    }

    private void Resynced(TagList tags)
    {
        _services.Instruments.Resyncs.Add(1, tags);
        _services.Dependencies.PassEnded(Name);
    }

    private void Waits(string needs)
    {
        var message = $"waits for {needs}";
        LogMissing(Name, message);
        Health.Enter(BoxState.Pending, message);
        if (Definition.Needs.Any(static need => DependencyConditions.IsForTheWorse(need.Condition)))
            _target.NotServed();
        else
            _target.Waits(_services.Dependencies.NeededBy(Name));
    }

    private void Missing(string message)
    {
        if (Health.Now.State is not BoxState.Missing)
            LogMissing(Name, message);
        Health.Enter(BoxState.Missing, message);
        // Where the CRDs cannot be listed, nobody knows.
        if (_services.Definitions.IsSynced)
            _target.NotServed();
    }

    private void ReportStatusHandling(BoxContext box)
    {
        if (box.Status().Handling is Kubernetes.CustomResources.StatusHandling.Dropped)
            LogStatusDropped(Name, box.Resource.GroupResource);
    }
}

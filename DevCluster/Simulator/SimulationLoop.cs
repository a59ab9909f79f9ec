using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orkestra.Kubernetes.Activity;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.DevCluster.Simulator;

/// <summary>Hears signals one at a time, so that the objects need no locks. It never waits for a write or for a timer: both come back as signals.</summary>
internal sealed partial class SimulationLoop
{
    private readonly SimulatorOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ActivityGauge? _activity;
    private readonly Dictionary<(string Kind, ObjectName Name), SimulatedObject> _objects = [];
    private readonly Dictionary<string, HashSet<ObjectName>> _listings = new(StringComparer.Ordinal);
    private readonly Channel<Signal> _signals = Channel.CreateUnbounded<Signal>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<(SimulatedObject Object, StatusWrite Write)> _writes = Channel.CreateUnbounded<(SimulatedObject, StatusWrite)>(new UnboundedChannelOptions { SingleWriter = true });

    private readonly ChannelWriter<(SimulatedObject Object, StatusWrite Write)> _written;

    public SimulationLoop(SimulatorOptions options, TimeProvider clock, ILogger logger, ActivityGauge? activity)
    {
        (_options, _clock, _logger, _activity) = (options, clock, logger, activity);
        Signals = activity is null ? _signals.Writer : new CountedWriter<Signal>(_signals.Writer, activity);
        _written = activity is null ? _writes.Writer : new CountedWriter<(SimulatedObject, StatusWrite)>(_writes.Writer, activity);
    }

    public ChannelWriter<Signal> Signals { get; }

    public ChannelReader<(SimulatedObject Object, StatusWrite Write)> Writes => _writes.Reader;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var signal in _signals.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                Hear(signal);
                _activity?.End();
            }
        }
        finally
        {
            foreach (var one in _objects.Values)
                StopTimer(one);
        }
    }

    private void Hear(Signal signal)
    {
        switch (signal)
        {
            case Signal.Event { What: ReflectorEvent.Listed listed } seen:
                if (_listings.TryGetValue(seen.Kind.Behaviour.Kind, out var names))
                    names.Add(listed.Object.Name);
                See(seen.Kind, listed.Object);
                break;
            case Signal.Event { What: ReflectorEvent.Changed changed } seen:
                See(seen.Kind, changed.Object);
                break;
            case Signal.Event { What: ReflectorEvent.Deleted deleted } gone:
                Forget((gone.Kind.Behaviour.Kind, deleted.Object.Name));
                break;
            case Signal.Event { What: ReflectorEvent.ListStarted } started:
                _listings[started.Kind.Behaviour.Kind] = [];
                break;
            case Signal.Event { What: ReflectorEvent.ListCompleted } completed:
                ForgetUnlisted(completed.Kind.Behaviour.Kind);
                break;
            case Signal.Event { What: ReflectorEvent.Failed failed } trouble:
                WatchFailed(_logger, trouble.Kind.Behaviour.Kind, failed.Error.Message);
                break;
            case Signal.Due due:
                due.Object.TimerDue = null;
                Step(due.Object);
                break;
            case Signal.Written written:
                if (written.Error is { } error)
                    WriteFailed(_logger, written.Write.Kind.Behaviour.Kind, written.Write.Name, error.Message);
                written.Object.Written(written, _clock.GetUtcNow());
                Step(written.Object);
                break;
        }
    }

    private void See(SimulatedKind kind, WatchedObject live)
    {
        var key = (kind.Behaviour.Kind, live.Name);
        if (!_objects.TryGetValue(key, out var one))
            _objects[key] = one = new SimulatedObject(kind, live.Name, _options);
        one.Seen(live);
        Step(one);
    }

    private void Step(SimulatedObject one)
    {
        // A signal may come after the end of its object.
        if (!_objects.TryGetValue((one.Kind.Behaviour.Kind, one.Name), out var present) || present != one)
            return;
        var step = one.Next(_clock.GetUtcNow());
        if (step.Write is { } write)
            _written.TryWrite((one, write));
        if (step.Later != one.TimerDue)
            StopTimer(one);
        if (step.Later is { } later && one.TimerDue is null)
        {
            var wait = later - _clock.GetUtcNow();
            one.TimerDue = later;
            one.Timer = _clock.CreateTimer(_ => Signals.TryWrite(new Signal.Due(one)), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Forget((string Kind, ObjectName Name) key)
    {
        if (_objects.Remove(key, out var one))
            StopTimer(one);
    }

    private void ForgetUnlisted(string kind)
    {
        if (!_listings.Remove(kind, out var names))
            return;
        foreach (var key in _objects.Keys.Where(key => string.Equals(key.Kind, kind, StringComparison.Ordinal) && !names.Contains(key.Name)).ToList())
            Forget(key);
    }

    private static void StopTimer(SimulatedObject one)
    {
        one.Timer?.Dispose();
        (one.Timer, one.TimerDue) = (null, null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The simulator cannot watch {Kind}: {Problem}")]
    private static partial void WatchFailed(ILogger logger, string kind, string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The simulator's status of {Kind} {Name} was not written: {Problem}")]
    private static partial void WriteFailed(ILogger logger, string kind, ObjectName name, string problem);
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Simulator.Behaviours;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.DevCluster.Simulator;

/// <summary>
/// The way of one object from its first sight to its outcome. At most one write of it is underway, and each write is of the newest version that was seen.
/// The object itself is kept only while something is left to be done.
/// </summary>
internal sealed class SimulatedObject(SimulatedKind kind, ObjectName name, SimulatorOptions options)
{
    private readonly HashSet<string> _notKept = new(StringComparer.Ordinal);
    private WatchedObject? _live;
    private Plan? _plan;
    private string? _version;
    private string? _conflict;
    private DateTimeOffset _due;
    private DateTimeOffset _retry;
    private bool _writing;

    public ObjectName Name => name;

    public SimulatedKind Kind => kind;

    /// <summary>The timer that wakes this object; the loop sets it.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>When the timer fires; null when it is not set.</summary>
    public DateTimeOffset? TimerDue { get; set; }

    public void Seen(WatchedObject live) => (_live, _version) = (live, live.ResourceVersion);

    /// <summary>What to do now. A write that it names is underway from then on.</summary>
    public NextStep Next(DateTimeOffset now)
    {
        if (_writing || _live is null || string.Equals(_version, _conflict, StringComparison.Ordinal))
            return NextStep.None;
        if (now < _retry)
            return new NextStep(null, _retry);
        var live = _live.Parse();
        if (_live.Deleting)
            return EndOfPod(live);
        Follow(Plan.Of(live, options), live, now);
        if (Difference(live, Wanted(live, now)) is { } status)
            return Start(status);
        if (now < _due)
            return new NextStep(null, _due);
        _live = null;
        return NextStep.None;
    }

    /// <summary>The write is over.</summary>
    public void Written(Signal.Written result, DateTimeOffset now)
    {
        _writing = false;
        switch (result.Error)
        {
            case null when result.Answer is { } answer:
                // The watch may have brought a newer object meanwhile.
                if (string.Equals(_version, result.Write.ResourceVersion, StringComparison.Ordinal))
                    Seen(answer);
                if (result.Write.Status is { } asked && StatusDifference.Between(answer.Parse()["status"] as JsonObject, asked) is { } left)
                    _notKept.UnionWith(left.Select(field => field.Key));
                break;
            case null:
                break;
            case KubernetesApiException { IsConflict: true }:
                // Somebody wrote in between: the watch brings the newer object.
                _conflict = result.Write.ResourceVersion;
                break;
            case KubernetesApiException { IsNotFound: true }:
                _live = null;
                break;
            case KubernetesApiException { StatusCode: 400 or 403 or 422 }:
                // The server will not take it; another version of the object may be another matter.
                _conflict = result.Write.ResourceVersion;
                break;
            default:
                _retry = now + options.RetryDelay;
                break;
        }
    }

    private void Follow(Plan plan, JsonObject live, DateTimeOffset now)
    {
        if (plan == _plan)
            return;
        _plan = plan;
        _notKept.Clear();
        // After a restart of the simulator most objects are where they shall be; they must not start again.
        var isThere = plan.Outcome != SimulatedOutcome.Stuck && Difference(live, Settled(live, now)) is null;
        _due = isThere || plan.Outcome == SimulatedOutcome.Stuck ? now : now + plan.Delay;
    }

    private JsonObject? Wanted(JsonObject live, DateTimeOffset now) =>
        now < _due || _plan!.Outcome == SimulatedOutcome.Stuck ? kind.Behaviour.Starting(live, now) : Settled(live, now);

    private JsonObject? Settled(JsonObject live, DateTimeOffset now) => kind.Behaviour.Settled(live, _plan!.Outcome == SimulatedOutcome.Fail, now);

    // Fields that this server does not know are not asked for again.
    private JsonObject? Difference(JsonObject live, JsonObject? wanted)
    {
        if (wanted is null)
            return null;
        foreach (var field in _notKept)
            wanted.Remove(field);
        return StatusDifference.Between(live["status"] as JsonObject, wanted);
    }

    // As the kubelet does: the API server waits for it where the pod has a node.
    private NextStep EndOfPod(JsonObject live) =>
        kind.Behaviour is PodBehaviour && live.Text("spec", "nodeName") is not null && live.Finalizers.Count == 0 ? Start(status: null) : NextStep.None;

    private NextStep Start(JsonObject? status)
    {
        _writing = true;
        return new NextStep(new StatusWrite(kind, name, _version!, status), null);
    }
}

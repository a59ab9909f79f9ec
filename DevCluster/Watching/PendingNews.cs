using Orkestra.Kubernetes.Activity;

namespace Orkestra.DevCluster.Watching;

/// <summary>Counts, for one watch, changes of the store that its client has not taken yet: as one, however many they are. A new watch has not looked yet, which counts too.</summary>
internal sealed class PendingNews : IDisposable
{
    private readonly ActivityGauge? _activity;
    private readonly Lock _lock = new();
    private bool _arrived;
    private bool _taken;
    private bool _over;

    public PendingNews(ActivityGauge? activity)
    {
        (_activity, _taken) = (activity, true);
        activity?.Begin();
    }

    /// <summary>The store changed.</summary>
    public void Arrive()
    {
        lock (_lock)
        {
            if (_arrived || _over)
                return;
            _arrived = true;
            _activity?.Begin();
        }
    }

    /// <summary>The watch looks at the store; what arrives from now on is for the next look.</summary>
    public void Take()
    {
        lock (_lock)
        {
            if (!_arrived)
                return;
            _arrived = false;
            if (_taken)
                _activity?.End();
            _taken = true;
        }
    }

    /// <summary>The client has taken what was looked at.</summary>
    public void Told()
    {
        lock (_lock)
        {
            if (!_taken)
                return;
            _taken = false;
            _activity?.End();
        }
    }

    /// <summary>The watch is over: the next one begins where this one ended.</summary>
    public void Dispose()
    {
        Told();
        lock (_lock)
        {
            _over = true;
            if (!_arrived)
                return;
            _arrived = false;
            _activity?.End();
        }
    }
}

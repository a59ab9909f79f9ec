namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>What is reckoned from the state of a box, for the live API and for templates alike: an entry that moves to another runtime is read by the same names.</summary>
public static class BoxSummary
{
    private const string Healthy = "healthy";
    private const string Degraded = "degraded";
    private const string Pending = "pending";

    /// <summary>The state itself: pending, missing, started, healthy, gated, degraded. Gated: healthy, and the gate of every custom resource is closed.</summary>
    public static string StateOf(BoxView box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return box.State switch
        {
            BoxState.Healthy when box.ResourceCount > 0 && box.GatedCount >= box.ResourceCount => "gated",
            BoxState.Missing => "missing",
            BoxState.Started => "started",
            BoxState.Healthy => Healthy,
            BoxState.Degraded => Degraded,
            _ => Pending,
        };
    }

    /// <summary>One of three classes: healthy, degraded, pending; a box that waits for its CRD is pending.</summary>
    public static string StatusOf(BoxView box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return box.State switch
        {
            BoxState.Healthy => Healthy,
            BoxState.Degraded => Degraded,
            _ => Pending,
        };
    }

    /// <summary>Whether it was begun and not ended since.</summary>
    public static bool HasStarted(BoxView box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return box.State is BoxState.Started or BoxState.Healthy or BoxState.Degraded;
    }

    /// <summary>Part of the passes that failed, 0 to 1.</summary>
    public static double ErrorRateOf(BoxView box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return box.TotalReconciles == 0 ? 0 : (double)box.FailedReconciles / box.TotalReconciles;
    }

    /// <summary>Part of the passes that did not fail, 0 to 1; 0 before the first.</summary>
    public static double SuccessRateOf(BoxView box) => ErrorRateOf(box) is var failed && box.TotalReconciles == 0 ? 0 : 1 - failed;

    /// <summary>Workers that run a pass, in percent.</summary>
    public static long BusyPercentOf(BoxView box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return Percent(box.Processing, box.Workers);
    }

    /// <summary>Passes that failed, in percent.</summary>
    public static long ErrorPercentOf(BoxView box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return Percent(box.FailedReconciles, box.TotalReconciles);
    }

    private static long Percent(long part, long whole) => whole == 0 ? 0 : Math.Min(100, 100 * part / whole);
}

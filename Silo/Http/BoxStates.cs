using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Silo.Http;

/// <summary>The words of the format for the state of a box.</summary>
internal static class BoxStates
{
    public const string Healthy = "healthy";
    public const string Degraded = "degraded";
    public const string Pending = "pending";
    public const string Gated = "gated";

    /// <summary>The state itself: pending, missing, started, healthy, gated, degraded. Gated: healthy, and the gate of every custom resource is closed.</summary>
    public static string StateOf(BoxView box) => box.State switch
    {
        BoxState.Healthy when box.ResourceCount > 0 && box.GatedCount >= box.ResourceCount => Gated,
        BoxState.Missing => "missing",
        BoxState.Started => "started",
        BoxState.Healthy => Healthy,
        BoxState.Degraded => Degraded,
        _ => Pending,
    };

    /// <summary>One of the three classes that <c>/katalog</c> counts; a box that waits for its CRD is pending.</summary>
    public static string StatusOf(BoxView box) => box.State switch
    {
        BoxState.Healthy => Healthy,
        BoxState.Degraded => Degraded,
        _ => Pending,
    };

    /// <summary><c>group/version/Kind</c>, as in the label <c>crd</c> of the metrics; the core group has no first part.</summary>
    public static string GvkOf(BoxView box) =>
        box.Group.Length == 0 ? $"{box.Version}/{box.Kind}" : $"{box.Group}/{box.Version}/{box.Kind}";

    /// <summary>Part of the passes that failed, 0 to 1.</summary>
    public static double ErrorRateOf(BoxView box) =>
        box.TotalReconciles == 0 ? 0 : (double)box.FailedReconciles / box.TotalReconciles;
}

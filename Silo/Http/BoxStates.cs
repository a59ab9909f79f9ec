using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Silo.Http;

/// <summary>The words of the format for the state of a box.</summary>
internal static class BoxStates
{
    public const string Healthy = "healthy";
    public const string Degraded = "degraded";
    public const string Pending = "pending";

    /// <summary>The state itself.</summary>
    public static string StateOf(BoxView box) => BoxSummary.StateOf(box);

    /// <summary>One of the three classes that <c>/katalog</c> counts.</summary>
    public static string StatusOf(BoxView box) => BoxSummary.StatusOf(box);

    /// <summary><c>group/version/Kind</c>, as in the label <c>crd</c> of the metrics; the core group has no first part.</summary>
    public static string GvkOf(BoxView box) =>
        box.Group.Length == 0 ? $"{box.Version}/{box.Kind}" : $"{box.Group}/{box.Version}/{box.Kind}";

    /// <summary>Part of the passes that failed, 0 to 1.</summary>
    public static double ErrorRateOf(BoxView box) => BoxSummary.ErrorRateOf(box);
}

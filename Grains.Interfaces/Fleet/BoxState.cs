namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>State of an operator box, as <c>/katalog/{crd}/health</c> shows it.</summary>
public enum BoxState
{
    /// <summary>Not started yet.</summary>
    Pending,

    /// <summary>Its CRD is not served; the box starts when it appears.</summary>
    Missing,

    /// <summary>Watches are open; the first listing is not worked off.</summary>
    Started,

    /// <summary>Passes succeed.</summary>
    Healthy,

    /// <summary>As many passes in a row failed as the failure threshold says.</summary>
    Degraded,
}

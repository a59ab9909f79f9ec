namespace Orkestra.Grains.Interfaces.Passes;

/// <summary>How a pass ended.</summary>
public enum PassResult
{
    /// <summary>The cluster is as the Katalog says.</summary>
    Done,

    /// <summary>Something outside must happen first; an event will bring the key back.</summary>
    Waiting,

    /// <summary>A rule forbids what the custom resource asks for; nothing was written but its status. Not tried again until something changes.</summary>
    Denied,

    /// <summary>An error; tried again with backoff.</summary>
    Failed,

    /// <summary>The API server could not be reached or was overloaded; tried again soon and never counted against the key.</summary>
    Unreachable,
}

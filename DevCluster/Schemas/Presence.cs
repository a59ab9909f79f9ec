namespace Orkestra.DevCluster.Schemas;

/// <summary>When a field of a built-in object appears in its JSON form.</summary>
internal enum Presence
{
    /// <summary>Unless it is zero: empty text, 0, false, an empty list or map, null. Objects appear when they are set, even if empty.</summary>
    UnlessZero,

    /// <summary>When it was set, also to zero; null is absence.</summary>
    WhenSet,

    /// <summary>Always: an object that was not set is {}.</summary>
    Always,
}

namespace Orkestra.DevCluster.Schemas;

/// <summary>How apply merges a list (x-kubernetes-list-type).</summary>
internal enum ListType
{
    /// <summary>The list is one value with one owner.</summary>
    Atomic,

    /// <summary>Scalars, each owned on its own.</summary>
    Set,

    /// <summary>Objects that are told apart by <see cref="TypeSchema.ListMapKeys"/>.</summary>
    Map,
}

namespace Orkestra.Katalog.Resources;

/// <summary>One declaration for one element and its copies in other namespaces: all have the values that the first one has.</summary>
/// <param name="namespaces">Where the copies are; empty when there is only the one.</param>
internal sealed class CopyGroup(IReadOnlyList<string> namespaces)
{
    /// <summary>For what has no copies and keeps no values.</summary>
    public static CopyGroup None => new([]);

    public IReadOnlyList<string> Namespaces => namespaces;

    /// <summary>What the copies share that are rendered already.</summary>
    public OnceValues? Values { get; set; }
}

using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Yaml;

/// <summary>A piece of YAML and where it is. Aliases are followed already: one node can be at several paths.</summary>
internal abstract class Node(SourceText source, Mark start)
{
    public SourceText Source { get; } = source;

    public Mark Start { get; } = start;

    /// <summary>What a reader of a diagnostic is told it found.</summary>
    public abstract string Description { get; }

    /// <summary>True for a key without a value, <c>~</c> and <c>null</c>: the same as not given.</summary>
    public virtual bool IsNull => false;
}

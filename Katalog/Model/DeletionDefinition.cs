using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Model;

/// <summary><c>onDelete</c>: what happens between the wish to delete a custom resource and its end.</summary>
public sealed record DeletionDefinition
{
    /// <summary>How long it may take when the file does not say.</summary>
    internal static TimeSpan DefaultTimeout { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>What is made first, in the order in which it is applied; jobs are waited for.</summary>
    public IReadOnlyList<ResourceEntry> Resources { get; init; } = [];

    /// <summary>True: children are deleted group by group, each group when the one before it is gone. Without groups every entry of the box is one, the last applied first.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>The groups, in order.</summary>
    public IReadOnlyList<DeletionGroup> Groups { get; init; } = [];

    /// <summary>How long after the wish to delete something must be wrong.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;
}

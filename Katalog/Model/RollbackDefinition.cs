namespace Orkestra.Katalog.Model;

/// <summary><c>runtime.rollback</c>: what is made of a custom resource whose passes keep failing.</summary>
public sealed record RollbackDefinition
{
    internal const int DefaultFailures = 3;

    /// <summary>After how many failed passes in a row.</summary>
    public int ConsecutiveFailures { get; init; } = DefaultFailures;

    /// <summary>In what time they must have happened; null: in any.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>What is applied then; empty: the children of the entry, rendered from the last spec that worked.</summary>
    public IReadOnlyList<ResourceEntry> Resources { get; init; } = [];
}

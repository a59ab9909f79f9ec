namespace Orkestra.Katalog.Observation;

/// <summary>The questions of an entry to the outside, by what asks them.</summary>
public sealed record ExternalDefinition
{
    /// <summary>None.</summary>
    public static ExternalDefinition None { get; } = new();

    /// <summary>Asked before the gates, which all read the answers.</summary>
    public IReadOnlyList<ExternalCall> Gates { get; init; } = [];

    /// <summary>Asked by single gates, in their order.</summary>
    public IReadOnlyList<ExternalCall> OwnOfGates { get; init; } = [];

    /// <summary>Asked before the mutation rules.</summary>
    public IReadOnlyList<ExternalCall> Mutation { get; init; } = [];

    /// <summary>Asked before the validation rules.</summary>
    public IReadOnlyList<ExternalCall> Validation { get; init; } = [];

    /// <summary>Asked before the children are rendered: those of onReconcile, then those of onCreate and of hooks.</summary>
    public IReadOnlyList<ExternalCall> Children { get; init; } = [];

    /// <summary>All of them, in the order in which they are asked.</summary>
    public IEnumerable<ExternalCall> All => [.. Gates, .. OwnOfGates, .. Mutation, .. Validation, .. Children];

    /// <summary>Nothing is asked.</summary>
    public bool IsEmpty => Gates.Count + OwnOfGates.Count + Mutation.Count + Validation.Count + Children.Count == 0;
}

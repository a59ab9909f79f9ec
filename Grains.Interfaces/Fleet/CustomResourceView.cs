using Orkestra.Grains.Interfaces.Passes;

namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>One custom resource at one moment.</summary>
public sealed record CustomResourceView
{
    /// <summary>Name of the box.</summary>
    public required string Box { get; init; }

    /// <summary>Kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Namespace, or null.</summary>
    public required string? Namespace { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary><c>metadata.generation</c>.</summary>
    public long Generation { get; init; }

    /// <summary><c>metadata.creationTimestamp</c>, or null.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary><c>status.phase</c>, or null.</summary>
    public string? Phase { get; init; }

    /// <summary>The last pass succeeded and every declared child is ready.</summary>
    public bool Ready { get; init; }

    /// <summary>Reason of the last outcome, or null before the first pass.</summary>
    public string? Reason { get; init; }

    /// <summary>Message of the last outcome, or null before the first pass.</summary>
    public string? Message { get; init; }

    /// <summary>When the last pass ended, or null.</summary>
    public DateTimeOffset? LastPass { get; init; }

    /// <summary>Passes since the process started.</summary>
    public int Passes { get; init; }

    /// <summary>Failed passes since the process started.</summary>
    public int Errors { get; init; }

    /// <summary>A rule refuses it: nothing is written for it but its status.</summary>
    public bool Denied { get; init; }

    /// <summary>The last spec that worked is in the place of the written one, because that keeps failing.</summary>
    public bool RolledBack { get; init; }

    /// <summary>Its gate is closed: its children are not wanted.</summary>
    public bool Gated { get; init; }

    /// <summary>The rules that it does not obey, in the order of the file.</summary>
    public IReadOnlyList<PassViolation> Violations { get; init; } = [];

    /// <summary>It keeps failing and is tried at a long interval only.</summary>
    public bool Parked { get; init; }

    /// <summary>Why its passes are slowed, or null.</summary>
    public SlowedView? Slowed { get; init; }

    /// <summary>Why it is left alone, or null.</summary>
    public PauseView? Paused { get; init; }

    /// <summary>Its children, in the order of declaration.</summary>
    public IReadOnlyList<ChildView> Children { get; init; } = [];
}

using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>One step of an end-to-end test.</summary>
public sealed record E2EStep
{
    /// <summary>What it proves.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>True: it begins after the custom resources were deleted.</summary>
    public bool AfterDeletion { get; init; }

    /// <summary>How long it may take until everything is true.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long is waited first.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Objects that must be there.</summary>
    public IReadOnlyList<ExpectedObject> Resources { get; init; } = [];

    /// <summary>Commands of the shell.</summary>
    public IReadOnlyList<E2ECommand> Commands { get; init; } = [];

    /// <summary>Calls of kubectl, those that change something first.</summary>
    public IReadOnlyList<KubectlAction> Kubectl { get; init; } = [];
}

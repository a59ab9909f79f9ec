using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>What must be in the cluster before the custom resources are.</summary>
/// <param name="Charts">Charts that are installed first.</param>
/// <param name="Files">Files that are applied, in order.</param>
/// <param name="Waits">Objects that must be ready then.</param>
public sealed record E2ESetup(IReadOnlyList<SetupChart> Charts, IReadOnlyList<SourceReference> Files, IReadOnlyList<SetupWait> Waits)
{
    /// <summary>Nothing.</summary>
    public static E2ESetup None { get; } = new([], [], []);
}

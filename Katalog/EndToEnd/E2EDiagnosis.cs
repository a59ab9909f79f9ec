namespace Orkestra.Katalog.EndToEnd;

/// <summary>What is shown when a step fails; nothing of it is compared.</summary>
/// <param name="Kubectl">Calls of kubectl.</param>
/// <param name="Commands">Commands of the shell.</param>
public sealed record E2EDiagnosis(IReadOnlyList<KubectlAction> Kubectl, IReadOnlyList<E2ECommand> Commands)
{
    /// <summary>Nothing is shown.</summary>
    public static E2EDiagnosis None { get; } = new([], []);
}

using System.Collections.Concurrent;
using Xunit;

namespace Orkestra.Cli.Tests.Chaos;

/// <summary>How an example ends when nothing goes wrong.</summary>
/// <param name="Made">The cluster when everything is made.</param>
/// <param name="Writes">Writes of the observer until then.</param>
/// <param name="Deleted">The cluster when every custom resource is deleted.</param>
/// <param name="DeletionWrites">Writes of the observer for that.</param>
internal sealed record ChaosReference(IReadOnlyList<string> Made, int Writes, IReadOnlyList<string> Deleted, int DeletionWrites);

/// <summary>Runs each example once without faults.</summary>
public sealed class ChaosReferences
{
    private readonly ConcurrentDictionary<string, Task<ChaosReference>> _known = new(StringComparer.Ordinal);

    internal Task<ChaosReference> OfAsync(string example) => _known.GetOrAdd(example, static name => RunAsync(name));

    private static async Task<ChaosReference> RunAsync(string example)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var cluster = await ChaosCluster.StartAsync(example, null, cancel);
        await cluster.ApplySamplesAsync(cancel);
        await cluster.StartObserverAsync(cancel);
        var made = await cluster.SettleAsync(cancel);
        var writes = cluster.Writes;
        await cluster.DeleteCustomResourcesAsync(cancel);
        var deleted = await cluster.SettleAsync(cancel);
        return new ChaosReference(made, writes, deleted, cluster.Writes - writes);
    }
}

using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Strategies;

/// <summary>A kind that is kept and watched like others, but not carried out; whoever writes one is told.</summary>
internal sealed class StoredOnlyStrategy(string warning) : ResourceStrategy
{
    public bool Returned { get; init; }

    public override bool ReturnsDeletedObject => Returned;

    public override bool UpdatesUnconditionally => Returned;

    public override IEnumerable<string> Warnings(JsonObject obj) => [warning];
}

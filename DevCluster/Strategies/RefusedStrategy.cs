using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Strategies;

/// <summary>A kind whose objects would have to be carried out by the server, and are not: none can be made.</summary>
internal sealed class RefusedStrategy(string reason) : ResourceStrategy
{
    /// <exception cref="ApiException">501, always.</exception>
    public override void PrepareForCreate(JsonObject obj, StrategyContext context) => throw ApiErrors.NotImplemented(reason);
}

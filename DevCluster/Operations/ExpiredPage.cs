using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Operations;

/// <summary>410 for a page whose list is too old. The answer offers a token that goes on with what is there now.</summary>
internal sealed record ExpiredPage(string Message, string Token)
{
    public ApiException ToException() => new(410, "Expired", Message) { ListMetadata = new JsonObject { ["continue"] = Token } };
}

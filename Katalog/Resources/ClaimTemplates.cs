using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>The claims that every pod of a stateful set has of its own.</summary>
internal static class ClaimTemplates
{
    public static JsonArray? Render(Block fields)
    {
        var all = new JsonArray([.. fields.Each("volumeClaimTemplates").Select(claim => (JsonNode)One(claim))]);
        return all.Count == 0 ? null : all;
    }

    public static string NameOf(Block claim) => claim.Text("name") ?? claim.At("metadata")?.RequiredText("name") ?? throw new RenderFaultException(claim.Place, "a claim template needs a name");

    private static JsonObject One(Block claim)
    {
        var metadata = claim.Raw("metadata") as JsonObject ?? [];
        metadata["name"] = NameOf(claim);
        return new JsonObject { ["metadata"] = metadata, ["spec"] = claim.Raw("spec") ?? Claims.Spec(claim) };
    }
}

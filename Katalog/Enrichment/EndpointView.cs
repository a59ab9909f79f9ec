using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Enrichment;

/// <summary>The addresses behind a service: ip, port and ready of each.</summary>
internal static class EndpointView
{
    public const string Addresses = "addresses";

    public static JsonObject Of(JsonObject live)
    {
        var all = new JsonArray();
        foreach (var subset in (live["subsets"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var port = (subset["ports"] as JsonArray)?.FirstOrDefault()?["port"];
            Add(subset["addresses"] as JsonArray, ready: true);
            Add(subset["notReadyAddresses"] as JsonArray, ready: false);

            void Add(JsonArray? addresses, bool ready)
            {
                foreach (var address in addresses ?? [])
                    all.Add((JsonNode)new JsonObject { ["ip"] = address?["ip"]?.DeepClone(), ["port"] = port?.DeepClone() ?? 0, ["ready"] = ready });
            }
        }

        return new JsonObject { [Addresses] = all };
    }
}

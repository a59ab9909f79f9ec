using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

internal static class JsonObjectAdditions
{
    /// <summary>Sets a key unless there is nothing to set, so that absent stays absent.</summary>
    public static void AddIfGiven(this JsonObject target, string key, JsonNode? value)
    {
        if (value is not null)
            target[key] = value;
    }
}

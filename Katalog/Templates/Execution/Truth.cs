using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>Go's truth: false, 0, "", nil and empty lists and maps are false.</summary>
internal static class Truth
{
    public static bool Of(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        JsonArray list => list.Count > 0,
        JsonObject map => map.Count > 0,
        _ => true,
    };
}

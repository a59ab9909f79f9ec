using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>How Go names the types of values, for messages and %T.</summary>
internal static class GoTypes
{
    public static string NameOf(object? value) => value switch
    {
        null => "<nil>",
        bool => "bool",
        long => "int",
        double => "float64",
        string => "string",
        JsonArray => "[]interface {}",
        _ => "map[string]interface {}",
    };
}

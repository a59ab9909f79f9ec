namespace Orkestra.Katalog.Conditions;

/// <summary>The names of types that typeOf takes.</summary>
internal static class TypeNames
{
    /// <summary>The language's own name of a type; the text itself if it is none.</summary>
    public static string Canonical(string name) => name.Trim().ToLowerInvariant() switch
    {
        "list" or "array" => "slice",
        "object" => "map",
        "int" or "integer" or "float" => "number",
        "boolean" => "bool",
        "nil" => "null",
        var other => other,
    };

    public static bool IsKnown(string name) => Canonical(name) is "string" or "number" or "bool" or "map" or "slice" or "null";
}

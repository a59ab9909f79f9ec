namespace Orkestra.DevCluster.Cel;

/// <summary>A type as a value: what <c>type(x)</c> gives.</summary>
internal sealed record CelType(string Name)
{
    public static IReadOnlyList<string> Names { get; } = ["bool", "double", "int", "list", "map", "null_type", "string"];

    public static CelType Of(object? value) => new(value switch
    {
        null => "null_type",
        bool => "bool",
        long => "int",
        double => "double",
        string => "string",
        CelMap or CelObject => "map",
        CelType => "type",
        _ => "list",
    });
}

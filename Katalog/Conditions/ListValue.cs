using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Conditions;

/// <summary>The right side of in and between: a list, or a text with commas.</summary>
internal static class ListValue
{
    public static IReadOnlyList<object?> Of(object? value) => value switch
    {
        string text => [.. text.Split(',').Select(static part => part.Trim())],
        JsonArray => [.. Lists.Items(value)],
        IReadOnlyList<object?> list => list,
        null => [string.Empty],
        _ => [value],
    };
}

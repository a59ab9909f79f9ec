using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Conditions;

/// <summary>The numbers in the values of conditions.</summary>
internal static class Numbers
{
    /// <summary>The number that a value is or that its text holds; null for everything else, also for "" and nil.</summary>
    public static double? Of(object? value) => value switch
    {
        long integer => integer,
        double real => real,
        string text when text.Trim() is { Length: > 0 } trimmed => Arg.ParseNumber(trimmed) switch { long integer => integer, double real => real, _ => null },
        _ => null,
    };
}

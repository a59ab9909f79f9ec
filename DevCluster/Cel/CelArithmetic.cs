namespace Orkestra.DevCluster.Cel;

/// <summary>Sums, products and their kin: integers do not become doubles, and nothing wraps around.</summary>
internal static class CelArithmetic
{
    /// <exception cref="CelException">The operator does not fit the values, or the result does not fit its type.</exception>
    public static object Apply(string symbol, object? left, object? right)
    {
        try
        {
            return (left, right) switch
            {
                (long a, long b) => Whole(symbol, a, b),
                (double a, double b) => Real(symbol, a, b),
                (string a, string b) when symbol is "+" => a + b,
                _ when symbol is "+" && CelValues.List(left) is { } a && CelValues.List(right) is { } b => Concatenated(left, right, a, b),
                _ => throw new CelException("no such overload"),
            };
        }
        catch (OverflowException)
        {
            throw new CelException("integer overflow");
        }
    }

    private static object?[] Concatenated(object? left, object? right, IReadOnlyList<object?> a, IReadOnlyList<object?> b) =>
        CelValues.IsUnordered(left) || CelValues.IsUnordered(right) ? throw new CelSyntaxException("sums of sets are not supported") : [.. a, .. b];

    private static long Whole(string symbol, long a, long b) => symbol switch
    {
        "+" => checked(a + b),
        "-" => checked(a - b),
        "*" => checked(a * b),
        "/" => b == 0 ? throw new CelException("division by zero") : a / b,
        _ => b == 0 ? throw new CelException("modulus by zero") : b == -1 ? 0L : a % b,
    };

    private static double Real(string symbol, double a, double b) => symbol switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        _ => throw new CelException("no such overload"),
    };
}

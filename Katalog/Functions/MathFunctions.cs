using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Arithmetic on numbers and texts that are numbers; nil is 0. A whole result is an integer.</summary>
internal static class MathFunctions
{
    public static FunctionDomain All() => new FunctionDomain("math")
        .Add(
            "add LEFT RIGHT → number",
            "The sum.",
            "{{ add 8080 1 }} → 8081",
            static (a, _) => Integers(a, out var l, out var r) && !Overflows(l, r) ? l + r : Whole(Arg.Double(a[0]) + Arg.Double(a[1])))
        .Add(
            "sub LEFT RIGHT → number",
            "The difference.",
            "{{ sub 3 1 }} → 2",
            static (a, _) => Integers(a, out var l, out var r) && r != long.MinValue && !Overflows(l, -r) ? l - r : Whole(Arg.Double(a[0]) - Arg.Double(a[1])))
        .Add("mul LEFT RIGHT → number", "The product.", "{{ mul 3 2 }} → 6", static (a, _) => Multiply(a))
        .Add("div LEFT RIGHT → number", "The quotient; division by 0 is refused.", "{{ div 7 2 }} → 3.5", static (a, _) => Divide(a))
        .Add(
            "mod LEFT RIGHT → int",
            "What is left of an integer division, with the sign of the left number; 0 on the right is refused.",
            "{{ mod 8080 100 }} → 80",
            static (a, _) => Modulo(Arg.Int(a[0]), Arg.Int(a[1])))
        .Add("min LEFT RIGHT → number", "The smaller one.", "{{ min 15 10 }} → 10", static (a, _) => Arg.Double(a[0]) <= Arg.Double(a[1]) ? Arg.Number(a[0]) : Arg.Number(a[1]))
        .Add("max LEFT RIGHT → number", "The larger one.", "{{ max 1 2 }} → 2", static (a, _) => Arg.Double(a[0]) >= Arg.Double(a[1]) ? Arg.Number(a[0]) : Arg.Number(a[1]))
        .Add("clamp VALUE LOW HIGH → number", "The value, not below LOW and not above HIGH.", "{{ clamp 25 1 20 }} → 20", static (a, _) => Clamp(a))
        .Add(
            "abs VALUE → number",
            "Without its sign.",
            "{{ abs -300 }} → 300",
            static (a, _) => Arg.Number(a[0]) is long l and > long.MinValue ? Math.Abs(l) : Whole(Math.Abs(Arg.Double(a[0]))));

    private static bool Integers(object?[] arguments, out long left, out long right)
    {
        (left, right) = (0, 0);
        if (Arg.Number(arguments[0]) is not long l || Arg.Number(arguments[1]) is not long r)
            return false;
        (left, right) = (l, r);
        return true;
    }

    private static bool Overflows(long left, long right) => right > 0 ? left > long.MaxValue - right : left < long.MinValue - right;

    private static object Multiply(object?[] arguments)
    {
        if (!Integers(arguments, out var left, out var right))
            return Whole(Arg.Double(arguments[0]) * Arg.Double(arguments[1]));
        var product = (Int128)left * right;
        return product >= long.MinValue && product <= long.MaxValue ? (object)(long)product : (double)product;
    }

    private static object Divide(object?[] arguments)
    {
        var divisor = Arg.Double(arguments[1]);
        return divisor == 0 ? throw new FunctionException("division by zero")
            : Integers(arguments, out var left, out var right) && right != -1 && left % right == 0 ? left / right
            : Whole(Arg.Double(arguments[0]) / divisor);
    }

    private static long Modulo(long left, long right) => right switch
    {
        0 => throw new FunctionException("division by zero"),
        -1 => 0,
        _ => left % right,
    };

    private static object Clamp(object?[] arguments)
    {
        var value = Arg.Double(arguments[0]) < Arg.Double(arguments[2]) ? arguments[0] : arguments[2];
        return Arg.Number(Arg.Double(value) > Arg.Double(arguments[1]) ? value : arguments[1]);
    }

    /// <summary>An integer where the number is one that fits.</summary>
    private static object Whole(double number)
    {
        object result = number;
        if (number == Math.Floor(number) && Math.Abs(number) < 9.2e18)
            result = (long)number;
        return result;
    }
}

using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Kubernetes quantities; nil and "" are 0.</summary>
internal static class QuantityFunctions
{
    public static FunctionDomain All() => new FunctionDomain("quantity")
        .Add("parseQuantity TEXT → float", "The number that a quantity stands for.", "{{ parseQuantity \"100m\" }} → 0.1", static (a, _) => (double)Parse(a[0]).Value)
        .Add(
            "formatQuantity NUMBER → string",
            "The canonical quantity of a number; in powers of 1024 where it is a multiple of 1024.",
            "{{ formatQuantity 1073741824 }} → 1Gi",
            static (a, _) => Format(Arg.Number(a[0])))
        .Add("sumQuantity LEFT RIGHT → string", "The sum, written as the left one.", "{{ sumQuantity \"1Gi\" \"512Mi\" }} → 1536Mi", static (a, _) => Combine(Parse(a[0]), Parse(a[1]), 1))
        .Add(
            "subtractQuantity LEFT RIGHT → string",
            "The difference, written as the left one.",
            "{{ subtractQuantity \"100m\" \"200m\" }} → -100m",
            static (a, _) => Combine(Parse(a[0]), Parse(a[1]), -1));

    private static Quantity Parse(object? value)
    {
        var text = Arg.Text(value);
        return text.Length == 0 ? new Quantity(0, Binary: false) : Quantity.Parse(text) ?? throw new FunctionException($"wants a quantity such as 100m or 1Gi, got \"{Arg.Shorten(text)}\"");
    }

    private static string Combine(Quantity left, Quantity right, int sign)
    {
        try
        {
            return new Quantity(left.Value + (sign * right.Value), left.Value == 0 ? right.Binary : left.Binary).ToString();
        }
        catch (OverflowException)
        {
            throw new FunctionException("the quantities are too large");
        }
    }

    private static string Format(object number)
    {
        var real = Arg.Double(number);
        if (Math.Abs(real) > 1e27 || double.IsNaN(real))
            throw new FunctionException("the number is too large for a quantity");
        var exact = number is long integer ? integer : (decimal)real;
        return new Quantity(exact, exact % 1024 == 0).ToString();
    }
}

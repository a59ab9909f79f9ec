using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>Go's fmt.Sprint, Sprintln and %v.</summary>
internal static class GoPrint
{
    /// <summary>One value as %v prints it; nil is <c>&lt;nil&gt;</c>.</summary>
    public static string Value(object? value, Evaluation evaluation)
    {
        switch (value)
        {
            case string text:
                return text;
            case bool flag:
                return flag ? "true" : "false";
            case long number:
                return number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            case double number:
                return GoFloat.Shortest(number);
            default:
                var output = new BoundedText(evaluation);
                new GoFormatter(output, evaluation).Format(value, 'v', FormatFlags.None);
                return output.ToString();
        }
    }

    /// <summary>A space between two operands of which neither is a string.</summary>
    public static string Sprint(ReadOnlySpan<object?> values, Evaluation evaluation)
    {
        var output = new BoundedText(evaluation);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i] is not string && values[i - 1] is not string)
                output.Append(' ');
            output.Append(Value(values[i], evaluation));
        }

        return output.ToString();
    }

    /// <summary>A space between all operands, and a line feed at the end.</summary>
    public static string Sprintln(ReadOnlySpan<object?> values, Evaluation evaluation)
    {
        var output = new BoundedText(evaluation);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
                output.Append(' ');
            output.Append(Value(values[i], evaluation));
        }

        return output.Append('\n').ToString();
    }
}

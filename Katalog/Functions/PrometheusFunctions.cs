using Orkestra.Katalog.Templates.Execution;
using Orkestra.Katalog.Templates.Formatting;

namespace Orkestra.Katalog.Functions;

/// <summary>Answers of Prometheus, as external calls leave them: result (the first value) and raw (the whole answer). All results are texts.</summary>
internal static class PrometheusFunctions
{
    public static FunctionDomain All() => new FunctionDomain("prometheus")
        .Add("promValue ANSWER → string", "The value, or the first series' value.", "{{ promValue .metric }} → 5", static (a, _) => Value(a[0]))
        .Add("promSum ANSWER → string", "The sum over all series.", "{{ promSum .metric }} → 17.5", static (a, _) => Values(a[0]) is { Count: > 0 } values ? Text(values.Sum()) : Value(a[0]))
        .Add(
            "promMax ANSWER → string",
            "The largest value of all series.",
            "{{ promMax .metric }} → 12.5",
            static (a, _) => Values(a[0]) is { Count: > 0 } values ? Text(values.Max()) : Value(a[0]))
        .Add(
            "promAboveThreshold ANSWER THRESHOLD → string",
            "\"true\" if the first value is above; \"false\" otherwise, also without a value.",
            "{{ promAboveThreshold .metric 4 }} → true",
            static (a, _) => Number(a[0]) > Arg.Double(a[1]) ? "true" : "false")
        .Add(
            "promBelowThreshold ANSWER THRESHOLD → string",
            "\"true\" if the first value is below; \"false\" otherwise, also without a value.",
            "{{ promBelowThreshold .missing 4 }} → false",
            static (a, _) => Number(a[0]) < Arg.Double(a[1]) ? "true" : "false")
        .Add("promSeriesCount ANSWER → string", "How many series there are.", "{{ promSeriesCount .metric }} → 2", static (a, _) => Arg.Text((long)Series(a[0]).Count()))
        .Add(
            "promLabelValues ANSWER LABEL → string",
            "The values of a label over all series, with commas.",
            "{{ promLabelValues .metric \"pod\" }} → web-0, web-1",
            static (a, _) => Lists.Joined(Series(a[0]).Select(series => Objects.Text(series, "metric", Arg.Text(a[1]))).Where(static label => label.Length > 0)));

    /// <summary>The series of the answer, or of its raw part.</summary>
    private static IEnumerable<object?> Series(object? answer) =>
        Lists.Items(Fields.Find(answer, "raw", "data", "result") ?? Fields.Find(answer, "data", "result")).Where(Fields.IsMap);

    private static string Value(object? answer) => Objects.Text(answer, "result") is { Length: > 0 } result ? result
        : Series(answer).FirstOrDefault() is { } first ? Text(Number(Sample(first)) ?? double.NaN) : Arg.TextOrEmpty(Objects.ItemAt(Fields.Find(answer, "data", "result"), 1));

    private static double? Number(object? value) => value switch
    {
        string text when text.Length > 0 => Arg.ParseNumber(text) is { } number ? Arg.Double(number) : null,
        long or double => Arg.Double(value),
        _ when Fields.IsMap(value) => Number(Value(value)),
        _ => null,
    };

    private static List<double> Values(object? answer) => [.. Series(answer).Select(static series => Number(Sample(series))).OfType<double>()];

    /// <summary>A sample is [time, "value"]; some clients leave the value alone.</summary>
    private static object? Sample(object? series) => Objects.ItemAt(Fields.Find(series, "value"), 1) ?? Fields.Find(series, "value");

    private static string Text(double number) => double.IsNaN(number) ? string.Empty
        : number == Math.Floor(number) && Math.Abs(number) < 1e15 ? Arg.Text((long)number) : GoFloat.Format(number, 'f', -1);
}

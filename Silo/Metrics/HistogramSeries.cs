using System.Text;

namespace Orkestra.Silo.Metrics;

/// <summary>A series of a histogram: cumulative buckets, sum and count.</summary>
/// <param name="labels">The text inside the braces.</param>
/// <param name="bounds">Upper bounds, ascending, without infinity.</param>
internal sealed class HistogramSeries(string labels, IReadOnlyList<double> bounds) : Series(labels)
{
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    public override void Add(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
            bucket++;
        lock (Gate)
        {
            _counts[bucket]++;
            _sum += value;
        }
    }

    public override void Set(double value) => Add(value);

    public override void WriteTo(StringBuilder text, string name)
    {
        long[] counts;
        double sum;
        lock (Gate)
        {
            counts = [.. _counts];
            sum = _sum;
        }

        var total = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            var bound = i < bounds.Count ? bounds[i] : double.PositiveInfinity;
            WriteLine(text, name + "_bucket", $"le=\"{NumberText.Of(bound)}\"", total);
        }

        WriteLine(text, name + "_sum", "", sum);
        WriteLine(text, name + "_count", "", total);
    }
}

using System.Text;

namespace Orkestra.Silo.Metrics;

/// <summary>A series with one number.</summary>
internal sealed class ScalarSeries(string labels) : Series(labels)
{
    private double _value;

    public override void Add(double value)
    {
        lock (Gate)
            _value += value;
    }

    public override void Set(double value)
    {
        lock (Gate)
            _value = value;
    }

    public override void WriteTo(StringBuilder text, string name)
    {
        double value;
        lock (Gate)
            value = _value;
        WriteLine(text, name, "", value);
    }
}

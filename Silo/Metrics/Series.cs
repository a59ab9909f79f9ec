using System.Text;

namespace Orkestra.Silo.Metrics;

/// <summary>One set of labels of a metric and what was measured for it.</summary>
/// <param name="labels">The text inside the braces; empty for none.</param>
internal abstract class Series(string labels)
{
    protected Lock Gate { get; } = new();

    public string Labels => labels;

    /// <summary>Adds to what was measured: counters, up-down counters and histograms.</summary>
    public abstract void Add(double value);

    /// <summary>Replaces what was measured: gauges and everything observed.</summary>
    public abstract void Set(double value);

    public abstract void WriteTo(StringBuilder text, string name);

    protected void WriteLine(StringBuilder text, string name, string extraLabel, double value)
    {
        text.Append(name);
        if (labels.Length + extraLabel.Length > 0)
        {
            text.Append('{').Append(labels);
            if (labels.Length > 0 && extraLabel.Length > 0)
                text.Append(',');
            text.Append(extraLabel).Append('}');
        }

        text.Append(' ').Append(NumberText.Of(value)).Append('\n');
    }
}

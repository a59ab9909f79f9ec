namespace Orkestra.Benchmarks.Load;

/// <summary>What one run measured, by the name of the figure.</summary>
internal sealed class RunFigures
{
    private readonly List<(string Name, double Value)> _values = [];

    public IReadOnlyList<(string Name, double Value)> Values => _values;

    public void Add(string name, double value) => _values.Add((name, value));
}

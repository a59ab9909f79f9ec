using System.Collections.Concurrent;
using System.Text;

namespace Orkestra.Silo.Metrics;

/// <summary>All series of one name. A measurement whose series exists allocates nothing.</summary>
internal sealed class MetricFamily
{
    /// <summary>Labels longer than this are measured too, only slower.</summary>
    private const int StackLabels = 512;

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Series>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly string _help;
    private readonly IReadOnlyList<double> _bounds;

    public MetricFamily(string name, string help, MetricKind kind, IReadOnlyList<double> bounds)
    {
        Name = name;
        Kind = kind;
        _help = help;
        _bounds = bounds;
        _lookup = _series.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    public MetricKind Kind { get; }

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Find(tags).Add(value);

    public void Set(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Find(tags).Set(value);

    /// <summary>Forgets every series: what is observed anew at each scrape may be gone.</summary>
    public void Clear() => _series.Clear();

    public void WriteTo(StringBuilder text)
    {
        if (_series.IsEmpty)
            return;
        if (_help.Length > 0)
            text.Append("# HELP ").Append(Name).Append(' ').Append(Escape(_help)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(TypeName).Append('\n');
        foreach (var series in _series.Values.OrderBy(series => series.Labels, StringComparer.Ordinal))
            series.WriteTo(text, Name);
    }

    private string TypeName => Kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };

    private static string Escape(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Span<char> buffer = stackalloc char[StackLabels];
        for (var size = StackLabels; ; size *= 4)
        {
            if (LabelText.TryWrite(tags, buffer, out var length))
                return Find(buffer[..length]);
            buffer = new char[size * 4];
        }
    }

    private Series Find(ReadOnlySpan<char> labels)
    {
        if (_lookup.TryGetValue(labels, out var series))
            return series;
        return _series.GetOrAdd(labels.ToString(), Create);
    }

    private Series Create(string labels) =>
        Kind == MetricKind.Histogram ? new HistogramSeries(labels, _bounds) : new ScalarSeries(labels);
}

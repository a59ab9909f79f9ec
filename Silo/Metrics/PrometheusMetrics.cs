using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Orkestra.Silo.Metrics;

/// <summary>
/// What the instruments of one meter measured since this object was made, as Prometheus text exposition 0.0.4. Instruments are named as
/// their series. Histograms have Prometheus' default buckets unless the instrument advises others.
/// </summary>
public sealed class PrometheusMetrics : IDisposable
{
    /// <summary>The meter of the observer.</summary>
    public const string DefaultMeter = "Orkestra";

    /// <summary>The content type of <see cref="Scrape"/>.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly double[] DefaultBounds = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MetricFamily, bool> _observed = [];
    private readonly MeterListener _listener = new();
    private readonly Lock _scrape = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="meter">Name of the meter.</param>
    /// <param name="scope">When not null, only meters with this <see cref="Meter.Scope"/>: how two observers in one process are told apart.</param>
    public PrometheusMetrics(string meter = DefaultMeter, object? scope = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!string.Equals(instrument.Meter.Name, meter, StringComparison.Ordinal) || (scope is not null && !ReferenceEquals(instrument.Meter.Scope, scope)))
                return;
            listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<short>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, state) => Record(instrument, (double)value, tags, state));
        _listener.Start();
    }

    /// <summary>The text of now, ordered by name. An instrument that never measured anything is not in it.</summary>
    public string Scrape()
    {
        lock (_scrape)
        {
            foreach (var family in _observed.Keys)
                family.Clear();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder(4096);
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
                family.WriteTo(text);
            return text.ToString();
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _listener.Dispose();

    private static void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var family = (MetricFamily)state!;
        if (instrument.IsObservable || IsGauge(instrument))
            family.Set(value, tags);
        else
            family.Add(value, tags);
    }

    private static bool IsGauge(Instrument instrument) => Is(instrument, typeof(Gauge<>));

    private static bool Is(Instrument instrument, Type definition) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == definition;

    private static MetricKind KindOf(Instrument instrument)
    {
        if (Is(instrument, typeof(Histogram<>)))
            return MetricKind.Histogram;
        return Is(instrument, typeof(Counter<>)) || Is(instrument, typeof(ObservableCounter<>)) ? MetricKind.Counter : MetricKind.Gauge;
    }

    private static IReadOnlyList<double> BoundsOf(Instrument instrument) =>
        instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } ? bounds : DefaultBounds;

    private MetricFamily FamilyOf(Instrument instrument)
    {
        var family = _families.GetOrAdd(
            LabelText.Name(instrument.Name),
            name => new MetricFamily(name, instrument.Description ?? "", KindOf(instrument), BoundsOf(instrument)));
        if (instrument.IsObservable)
            _observed.TryAdd(family, true);
        return family;
    }
}

using System.Diagnostics.Metrics;
using Orkestra.Silo.Metrics;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Metrics;

public sealed class PrometheusMetricsTests : IDisposable
{
    private readonly object _scope = new();
    private readonly Meter _meter;
    private readonly PrometheusMetrics _metrics;

    public PrometheusMetricsTests()
    {
        _meter = new Meter(new MeterOptions("Orkestra") { Scope = _scope });
        _metrics = new PrometheusMetrics(scope: _scope);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_per_set_of_labels_in_whatever_order_they_come()
    {
        var counter = _meter.CreateCounter<long>("controller_reconcile_total", description: "Passes that ended.");
        counter.Add(1, new("crd", "demo/v1/Website"), new("result", "done"));
        counter.Add(2, new("result", "done"), new("crd", "demo/v1/Website"));
        counter.Add(5, new("crd", "demo/v1/Website"), new("result", "failed"));

        _metrics.Scrape().ShouldBe(
            """
            # HELP controller_reconcile_total Passes that ended.
            # TYPE controller_reconcile_total counter
            controller_reconcile_total{crd="demo/v1/Website",result="done"} 3
            controller_reconcile_total{crd="demo/v1/Website",result="failed"} 5

            """);
    }

    [Fact]
    public void A_histogram_has_cumulative_default_buckets_a_sum_and_a_count()
    {
        var histogram = _meter.CreateHistogram<double>("controller_reconcile_duration_seconds");
        histogram.Record(0.005, new KeyValuePair<string, object?>("crd", "a"));
        histogram.Record(0.3, new KeyValuePair<string, object?>("crd", "a"));
        histogram.Record(42, new KeyValuePair<string, object?>("crd", "a"));

        _metrics.Scrape().ShouldBe(
            """
            # TYPE controller_reconcile_duration_seconds histogram
            controller_reconcile_duration_seconds_bucket{crd="a",le="0.005"} 1
            controller_reconcile_duration_seconds_bucket{crd="a",le="0.01"} 1
            controller_reconcile_duration_seconds_bucket{crd="a",le="0.025"} 1
            controller_reconcile_duration_seconds_bucket{crd="a",le="0.05"} 1
            controller_reconcile_duration_seconds_bucket{crd="a",le="0.1"} 1
            controller_reconcile_duration_seconds_bucket{crd="a",le="0.25"} 1
            controller_reconcile_duration_seconds_bucket{crd="a",le="0.5"} 2
            controller_reconcile_duration_seconds_bucket{crd="a",le="1"} 2
            controller_reconcile_duration_seconds_bucket{crd="a",le="2.5"} 2
            controller_reconcile_duration_seconds_bucket{crd="a",le="5"} 2
            controller_reconcile_duration_seconds_bucket{crd="a",le="10"} 2
            controller_reconcile_duration_seconds_bucket{crd="a",le="+Inf"} 3
            controller_reconcile_duration_seconds_sum{crd="a"} 42.305
            controller_reconcile_duration_seconds_count{crd="a"} 3

            """);
    }

    [Fact]
    public void Buckets_that_an_instrument_advises_are_taken()
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] };
        _meter.CreateHistogram("latency_seconds", unit: null, description: null, tags: null, advice).Record(1.5);

        _metrics.Scrape().ShouldBe(
            """
            # TYPE latency_seconds histogram
            latency_seconds_bucket{le="1"} 0
            latency_seconds_bucket{le="2"} 1
            latency_seconds_bucket{le="+Inf"} 1
            latency_seconds_sum 1.5
            latency_seconds_count 1

            """);
    }

    [Fact]
    public void What_is_observed_is_asked_at_each_scrape_and_forgotten_when_gone()
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 3, ["b"] = 0 };
        _meter.CreateObservableGauge(
            "controller_queue_depth",
            () => depths.Select(depth => new Measurement<int>(depth.Value, new KeyValuePair<string, object?>("crd", depth.Key))));

        _metrics.Scrape().ShouldContain("controller_queue_depth{crd=\"a\"} 3\ncontroller_queue_depth{crd=\"b\"} 0\n");

        depths.Remove("b");
        depths["a"] = 7;
        var text = _metrics.Scrape();
        text.ShouldContain("# TYPE controller_queue_depth gauge\n");
        text.ShouldContain("controller_queue_depth{crd=\"a\"} 7\n");
        text.ShouldNotContain("crd=\"b\"");
    }

    [Fact]
    public void An_up_down_counter_and_a_gauge_are_gauges()
    {
        var processing = _meter.CreateUpDownCounter<int>("processing");
        processing.Add(3);
        processing.Add(-1);
        var latency = _meter.CreateGauge<double>("latency_seconds");
        latency.Record(4);
        latency.Record(0.25);

        _metrics.Scrape().ShouldBe("# TYPE latency_seconds gauge\nlatency_seconds 0.25\n# TYPE processing gauge\nprocessing 2\n");
    }

    [Fact]
    public void Labels_are_escaped_and_names_made_valid()
    {
        _meter.CreateCounter<int>("orkestra.requests").Add(1, new KeyValuePair<string, object?>("http.path", "a\\b \"c\"\nd"));

        _metrics.Scrape().ShouldBe("# TYPE orkestra_requests counter\norkestra_requests{http_path=\"a\\\\b \\\"c\\\"\\nd\"} 1\n");
    }

    [Fact]
    public void Labels_longer_than_the_buffer_are_measured_too()
    {
        var longLabel = new string('x', 5_000);
        _meter.CreateCounter<int>("long_total").Add(1, new KeyValuePair<string, object?>("name", longLabel));

        _metrics.Scrape().ShouldContain($"long_total{{name=\"{longLabel}\"}} 1\n");
    }

    [Fact]
    public void A_measurement_of_a_known_series_allocates_nothing()
    {
        var counter = _meter.CreateCounter<long>("hot_total");
        counter.Add(1, new("crd", "demo/v1/Website"), new("result", "done"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            counter.Add(1, new("crd", "demo/v1/Website"), new("result", "done"));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Another_meter_and_another_scope_are_not_heard()
    {
        using var other = new Meter("Other");
        using var unscoped = new Meter("Orkestra");
        other.CreateCounter<int>("other_total").Add(1);
        unscoped.CreateCounter<int>("unscoped_total").Add(1);

        _metrics.Scrape().ShouldBeEmpty();
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orkestra.Grains.Telemetry;

/// <summary>The one ActivitySource and the one Meter of the observer, both named <c>Orkestra</c>. Names of instruments are those of the Go implementation.</summary>
internal sealed class OrkestraInstruments : IDisposable
{
    public const string Name = "Orkestra";

    private readonly Meter _meter = new(Name);

    public OrkestraInstruments()
    {
        Reconciles = _meter.CreateCounter<long>("controller_reconcile_total", description: "Passes that ended, by result.");
        ReconcileDuration = _meter.CreateHistogram<double>("controller_reconcile_duration_seconds", "s", "How long passes took.");
        ActivationLatency = _meter.CreateHistogram<double>("controller_crd_activation_latency_seconds", "s", "From the start of a box to its first complete listing.");
        Activations = _meter.CreateCounter<long>("controller_crd_activation_total", description: "Starts of boxes, by result.");
        Resyncs = _meter.CreateCounter<long>("controller_resync_total", description: "Resyncs that ran.");
        Validations = _meter.CreateCounter<long>("controller_admission_validation_total", description: "Passes and requests in which rules were asked, by result: allowed, warned or denied.");
        Violations = _meter.CreateCounter<long>("controller_admission_validation_violations_total", description: "Rules that were not obeyed.");
        Writes = _meter.CreateCounter<long>("controller_writes_total", description: "Requests of passes that asked the API server to change something.");
        ExternalCalls = _meter.CreateCounter<long>("controller_external_calls_total", description: "Tries of external calls, by result.");
        ExternalCallDuration = _meter.CreateHistogram<double>("controller_external_call_duration_seconds", "s", "How long tries of external calls took.");
    }

    public ActivitySource Activities { get; } = new(Name);

    public Counter<long> Reconciles { get; }

    public Histogram<double> ReconcileDuration { get; }

    public Histogram<double> ActivationLatency { get; }

    public Counter<long> Activations { get; }

    public Counter<long> Resyncs { get; }

    public Counter<long> Validations { get; }

    public Counter<long> Violations { get; }

    public Counter<long> Writes { get; }

    public Counter<long> ExternalCalls { get; }

    public Histogram<double> ExternalCallDuration { get; }

    /// <summary>Publishes a number of each box whenever somebody asks.</summary>
    public void Observe(string name, string description, Func<IEnumerable<Measurement<long>>> read) => _meter.CreateObservableGauge(name, read, description: description);

    public void Dispose()
    {
        _meter.Dispose();
        Activities.Dispose();
    }
}

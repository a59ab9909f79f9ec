using System.Diagnostics.Metrics;
using Orkestra.Katalog.Model;
using Orkestra.Silo.Metrics;

namespace Orkestra.Silo.Definitions;

/// <summary>The Katalogs that an observer runs, and what became of the last try to replace them. The last good ones stay (docs/decisions/099).</summary>
public sealed class RunningDefinitions : IDisposable
{
    private readonly Meter _meter = new(PrometheusMetrics.DefaultMeter);
    private readonly Counter<long> _reloads;
    private volatile IReadOnlyList<KatalogDefinition> _katalogs;
    private volatile ReloadReport? _lastReload;

    /// <summary>Begins with these.</summary>
    public RunningDefinitions(IReadOnlyList<KatalogDefinition> katalogs)
    {
        _katalogs = katalogs;
        _reloads = _meter.CreateCounter<long>("controller_katalog_reloads_total", description: "Changes of definitions while they ran, by result: accepted or refused.");
    }

    /// <summary>What runs.</summary>
    public IReadOnlyList<KatalogDefinition> Katalogs => _katalogs;

    /// <summary>The last try to replace them; null: there was none.</summary>
    public ReloadReport? LastReload => _lastReload;

    /// <summary>These run from now on.</summary>
    public void Accept(IReadOnlyList<KatalogDefinition> katalogs, DateTimeOffset at)
    {
        _katalogs = katalogs;
        _lastReload = new ReloadReport(at, Accepted: true, []);
        _reloads.Add(1, new KeyValuePair<string, object?>("result", "accepted"));
    }

    /// <summary>There are newer ones, and they cannot be run.</summary>
    /// <param name="findings">Why, one line each.</param>
    /// <param name="at">When they were read.</param>
    public void Refuse(IReadOnlyList<string> findings, DateTimeOffset at)
    {
        _lastReload = new ReloadReport(at, Accepted: false, findings);
        _reloads.Add(1, new KeyValuePair<string, object?>("result", "refused"));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}

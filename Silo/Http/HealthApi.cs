using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Model;
using Orkestra.Silo.Definitions;
using Orkestra.Silo.Metrics;

namespace Orkestra.Silo.Http;

/// <summary>The live API of an observer: probes, the state of its boxes, metrics. Read only, without authentication, as in the format.</summary>
/// <param name="fleet">Tells the state.</param>
/// <param name="definitions">What the observer runs.</param>
/// <param name="metrics">What <c>/metrics</c> shows.</param>
/// <param name="lifetime">How far the process is.</param>
/// <param name="clock">Tells uptimes.</param>
public sealed class HealthApi(IFleet fleet, RunningDefinitions definitions, PrometheusMetrics metrics, SiloLifetime lifetime, TimeProvider clock)
{
    /// <summary>Adds the paths. All answers but <c>/metrics</c> are JSON; 503 says not (yet) healthy, 404 that no enabled entry has the name.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapGet("/health", Live);
        routes.MapGet("/ready", ReadyAsync);
        routes.MapGet("/started", Started);
        routes.MapGet("/startup", Started);
        routes.MapGet("/metrics", () => Results.Text(metrics.Scrape(), PrometheusMetrics.ContentType));
        routes.MapGet("/katalog", KatalogAsync);
        routes.MapGet("/katalog/{crd}", CrdAsync);
        routes.MapGet("/katalog/{crd}/health", CrdHealthAsync);
        routes.MapGet("/api/v1/query", (HttpRequest request) => Query(request.Query["query"].ToString()));
        new DeclarationApi(() => definitions.Katalogs, EntryOf).Map(routes);
        new ResourceApi(fleet, EntryOf, clock).Map(routes);
        routes.MapFallback((HttpRequest request) => NotFound($"no such path: {request.Path}"));
    }

    private CrdEntry? EntryOf(string crd) => definitions.Katalogs.SelectMany(katalog => katalog.Entries).FirstOrDefault(entry => entry.Enabled && string.Equals(entry.Name, crd, StringComparison.Ordinal));

    private IResult Query(string query) => MetricQuery.IsName(query)
        ? LiveErrors.Json(MetricQuery.Answer(query, metrics.Scrape(), clock.GetUtcNow()))
        : Results.Text(MetricQuery.Refusal().ToJsonString(), "application/json", statusCode: StatusCodes.Status400BadRequest);

    private static IResult NotFound(string error) =>
        Results.Json(new ErrorAnswer(error), HealthJson.Default.ErrorAnswer, statusCode: StatusCodes.Status404NotFound);

    private static IResult Probe(bool good, string otherwise) => Results.Json(
        new ProbeAnswer(good ? "ok" : otherwise),
        HealthJson.Default.ProbeAnswer,
        statusCode: StatusOf(good));

    private static int StatusOf(bool good) => good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    /// <summary>The process answers: that is all a liveness probe may ask, or an API server that is away would get the observer killed.</summary>
    private IResult Live()
    {
        var refused = definitions.LastReload is { Accepted: false, Findings: var findings } ? string.Join("; ", ["refused, the last good ones run", .. findings]) : null;
        return Results.Json(new HealthAnswer("ok", refused ?? "current"), HealthJson.Default.HealthAnswer);
    }

    private IResult Started() => Probe(lifetime.Stage != SiloStage.Starting, "starting");

    private async Task<IResult> ReadyAsync(CancellationToken cancellationToken)
    {
        if (lifetime.Stage != SiloStage.Running)
            return Probe(good: false, lifetime.Stage == SiloStage.Starting ? "starting" : "stopping");
        var boxes = await fleet.ListBoxesAsync(cancellationToken).ConfigureAwait(false);
        var pending = boxes.Where(box => box is { State: BoxState.Pending, UnmetNeeds: "" }).Select(box => box.Name).ToList();
        return Probe(pending.Count == 0, $"waiting for {string.Join(", ", pending)}");
    }

    private async Task<IResult> KatalogAsync(CancellationToken cancellationToken)
    {
        var boxes = await fleet.ListBoxesAsync(cancellationToken).ConfigureAwait(false);
        var answer = LiveAnswers.Katalog(definitions, boxes, lifetime.Stage);
        return Results.Json(answer, HealthJson.Default.KatalogAnswer, statusCode: StatusOf(answer.TotalDegraded == 0));
    }

    private async Task<IResult> CrdAsync(string crd, CancellationToken cancellationToken)
    {
        var box = await fleet.FindBoxAsync(crd, cancellationToken).ConfigureAwait(false);
        var entry = EntryOf(crd);
        if (box is null || entry is null)
            return NotFound($"no enabled entry is named {crd}");
        var paused = box.PausedCount == 0 ? [] : await PausedAsync(crd, cancellationToken).ConfigureAwait(false);
        return Results.Json(LiveAnswers.Crd(entry, box, paused), HealthJson.Default.CrdAnswer);
    }

    /// <summary>The first hundred.</summary>
    private async Task<IEnumerable<PausedAnswer>> PausedAsync(string crd, CancellationToken cancellationToken)
    {
        var all = await fleet.ListResourcesAsync(crd, cancellationToken).ConfigureAwait(false);
        return all.Where(view => view.Paused is not null).Take(100)
            .Select(view => new PausedAnswer(view.Namespace, view.Name, view.Paused!.By, view.Paused.Reason, view.Paused.Until, view.Paused.Fault));
    }

    private async Task<IResult> CrdHealthAsync(string crd, CancellationToken cancellationToken)
    {
        var box = await fleet.FindBoxAsync(crd, cancellationToken).ConfigureAwait(false);
        if (box is null)
            return NotFound($"no enabled entry is named {crd}");
        var answer = LiveAnswers.Health(box, clock.GetUtcNow());
        return Results.Json(answer, HealthJson.Default.CrdHealthAnswer, statusCode: StatusOf(answer.Healthy));
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Silo.Definitions;
using Orkestra.Silo.Http;
using Orkestra.Silo.Metrics;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Http;

public sealed class HealthApiTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly FakeFleet _fleet = new(Box("website"));
    private readonly PrometheusMetrics _metrics = new();
    private readonly SiloLifetime _lifetime;
    private readonly HttpClient _http = new();
    private HealthServer? _server;

    public HealthApiTests() => _lifetime = new SiloLifetime(_clock);

    public async ValueTask InitializeAsync()
    {
        var katalog = new KatalogDefinition("shop", "1.2.0", null, "r", [Entry("website"), Entry("off") with { Enabled = false, Origin = new EntryOrigin("elsewhere", "guests", null, null) }]);
        var api = new HealthApi(_fleet, new RunningDefinitions([katalog]), _metrics, _lifetime, _clock);
        _server = await HealthServer.StartAsync(api, new IPEndPoint(IPAddress.Loopback, 0), NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        _http.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _metrics.Dispose();
    }

    [Fact]
    public async Task Liveness_does_not_ask_whether_boxes_are_healthy()
    {
        _fleet.Boxes[0] = _fleet.Boxes[0] with { State = BoxState.Degraded };
        (await GetAsync("/health")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/started")]
    [InlineData("/startup")]
    [InlineData("/ready")]
    public async Task Probes_wait_for_the_start(string path)
    {
        (await GetAsync(path)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _lifetime.MarkRunning();
        (await GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stopping_process_is_started_but_not_ready()
    {
        _lifetime.MarkStopping();
        _lifetime.MarkRunning();
        (await GetAsync("/started")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_box_that_did_not_start_yet_keeps_the_process_from_being_ready()
    {
        _lifetime.MarkRunning();
        _fleet.Boxes[0] = _fleet.Boxes[0] with { State = BoxState.Pending };
        var (status, body) = await GetAsync("/ready");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body["status"]!.GetValue<string>().ShouldBe("waiting for website");
    }

    [Fact]
    public async Task A_box_that_waits_for_another_one_keeps_no_process_from_being_ready_and_says_so_in_its_health()
    {
        _lifetime.MarkRunning();
        _fleet.Boxes[0] = _fleet.Boxes[0] with { State = BoxState.Pending, UnmetNeeds = "database to be healthy (it is missing)" };

        (await GetAsync("/ready")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/katalog/website/health")).Body["hasUnhealthyDependencies"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_healthy_katalog_answers_200_with_the_names_of_the_format()
    {
        _lifetime.MarkRunning();
        var (status, body) = await GetAsync("/katalog");

        status.ShouldBe(HttpStatusCode.OK);
        Names(body).ShouldBe(
            ["name", "version", "healthy", "OrkReady", "status", "degradedReason", "total", "totalEnabled", "totalDegraded", "statusCounts", "namespaces", "reload", "gatewayEndpoint", "crds"]);
        body["name"]!.GetValue<string>().ShouldBe("shop");
        body["OrkReady"]!.GetValue<bool>().ShouldBeTrue();
        body["status"]!.GetValue<string>().ShouldBe("healthy");
        body["total"]!.GetValue<int>().ShouldBe(2);
        body["totalEnabled"]!.GetValue<int>().ShouldBe(1);
        body["statusCounts"]!.ToJsonString().ShouldBe("""{"healthy":1,"degraded":0,"pending":0}""");
        body["namespaces"]!.ToJsonString().ShouldBe("""{"default":["website"],"guests":["off"]}""");
        body["crds"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_degraded_box_makes_the_katalog_answer_503_and_says_why()
    {
        _fleet.Boxes[0] = _fleet.Boxes[0] with { State = BoxState.Degraded, LastError = "image must not be empty" };
        var (status, body) = await GetAsync("/katalog");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body["status"]!.GetValue<string>().ShouldBe("degraded");
        body["degradedReason"]!.GetValue<string>().ShouldBe("website: image must not be empty");
        body["totalDegraded"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task The_health_of_a_box_has_the_names_of_the_format()
    {
        _clock.Advance(TimeSpan.FromSeconds(90.5));
        var (status, body) = await GetAsync("/katalog/website/health");

        status.ShouldBe(HttpStatusCode.OK);
        foreach (var name in new[]
        {
            "name", "state", "status", "isKonductor", "healthy", "gated", "started", "pending", "startedAt", "uptime", "queueDepth", "errorRate",
            "consecutiveFails", "totalReconciles", "resourceCount", "lastError", "lastReconcile", "hasUnhealthyDependencies",
        })
        {
            body.ContainsKey(name).ShouldBeTrue(name);
        }

        body["healthy"]!.GetValue<bool>().ShouldBeTrue();
        body["gated"]!.GetValue<bool>().ShouldBeFalse();
        body["isKonductor"]!.GetValue<bool>().ShouldBeTrue();
        body["state"]!.GetValue<string>().ShouldBe("healthy");
        body["uptime"]!.GetValue<string>().ShouldBe("1m30s");
        body["errorRate"]!.GetValue<double>().ShouldBe(0.25);
    }

    [Theory]
    [InlineData(2, 1, "healthy")]
    [InlineData(2, 2, "gated")]
    public async Task A_closed_gate_is_shown(int resources, int gated, string state)
    {
        _fleet.Boxes[0] = _fleet.Boxes[0] with { ResourceCount = resources, GatedCount = gated };
        var (status, body) = await GetAsync("/katalog/website/health");

        status.ShouldBe(HttpStatusCode.OK, "a closed gate is no failure");
        body["gated"]!.GetValue<bool>().ShouldBeTrue();
        body["state"]!.GetValue<string>().ShouldBe(state);
        body["healthy"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData(BoxState.Pending, "pending")]
    [InlineData(BoxState.Missing, "missing")]
    [InlineData(BoxState.Started, "started")]
    [InlineData(BoxState.Degraded, "degraded")]
    public async Task A_box_that_is_not_healthy_answers_503_with_its_state(BoxState state, string text)
    {
        _fleet.Boxes[0] = _fleet.Boxes[0] with { State = state };
        var (status, body) = await GetAsync("/katalog/website/health");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body["healthy"]!.GetValue<bool>().ShouldBeFalse();
        body["state"]!.GetValue<string>().ShouldBe(text);
    }

    [Fact]
    public async Task A_box_tells_its_workers_queue_and_guards()
    {
        var (status, body) = await GetAsync("/katalog/website");

        status.ShouldBe(HttpStatusCode.OK);
        body["gvk"]!.GetValue<string>().ShouldBe("demo.example.io/v1/Website");
        body["workers"]!.ToJsonString().ShouldBe("""{"current":3,"source":"default"}""");
        body["resync"]!.GetValue<string>().ShouldBe("30s");
        body["queue"]!.ToJsonString().ShouldBe("""{"depth":2,"failureThreshold":5}""");
        body["namespaceProtection"]!["allowedNamespaces"]!.ToJsonString().ShouldBe("""["shops"]""");
        body["metrics"]!.ToJsonString().ShouldBe("""{"workers":3,"queueDepth":2,"errorRate":0.25,"successRate":0.75,"workersBusyPercent":0,"workersIdlePercent":100,"errorRatePercent":25,"resourceCount":0,"readyCount":0}""");
        foreach (var name in new[] { "rbac", "admission", "deletionProtection", "conversion", "autoscaler", "prune" })
            body.ContainsKey(name).ShouldBeTrue(name);
    }

    [Theory]
    [InlineData("/katalog/nobody")]
    [InlineData("/katalog/nobody/health")]
    [InlineData("/nowhere")]
    public async Task What_nobody_is_named_is_a_404_with_a_reason(string path)
    {
        var (status, body) = await GetAsync(path);
        status.ShouldBe(HttpStatusCode.NotFound);
        body["error"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Metrics_come_as_prometheus_text()
    {
        using var answer = await _http.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_IOException()
    {
        var api = new HealthApi(_fleet, new RunningDefinitions([]), _metrics, _lifetime, _clock);
        var taken = new IPEndPoint(IPAddress.Loopback, _server!.Address.Port);
        await Should.ThrowAsync<IOException>(() => HealthServer.StartAsync(api, taken, NullLoggerFactory.Instance, TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> Names(JsonObject body) => body.Select(property => property.Key);

    private static CrdEntry Entry(string name) => new()
    {
        Name = name,
        Types = new ApiTypes("demo.example.io", "v1", "Website", "websites"),
        Revision = "r",
        AllowedNamespaces = ["shops"],
        Place = new SourcePlace("katalog.yaml", 1, 1, "spec.crds"),
    };

    private static BoxView Box(string name) => new()
    {
        Name = name,
        Katalog = "shop",
        Cluster = "local",
        Group = "demo.example.io",
        Version = "v1",
        Kind = "Website",
        State = BoxState.Healthy,
        StartedAt = new FakeClock().GetUtcNow(),
        TotalReconciles = 4,
        FailedReconciles = 1,
        FailureThreshold = 5,
        QueueDepth = 2,
        Workers = 3,
        Resync = TimeSpan.FromSeconds(30),
    };

    private async Task<(HttpStatusCode Status, JsonObject Body)> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonNode.Parse(text)!.AsObject());
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Katalog.Loading;
using Orkestra.Silo.Definitions;
using Orkestra.Silo.Http;
using Orkestra.Silo.Metrics;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Http;

/// <summary><c>/katalog/raw</c> and <c>/katalog/enriched</c>.</summary>
public sealed class DeclarationApiTests : IAsyncLifetime
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shop }
        spec:
          crds:
            - name: app
              apiTypes: { group: a.io, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  workers: 2
                  onReconcile:
                    secrets: [ { name: key, data: { word: open sesame, of: "{{ .spec.of }}" } } ]
                status: { fields: [ { path: a, value: b } ] }
        """;

    private readonly PrometheusMetrics _metrics = new();
    private readonly HttpClient _http = new();
    private HealthServer? _server;

    public async ValueTask InitializeAsync()
    {
        var loaded = await new KatalogLoader(new MemorySource(Katalog)).LoadAsync("katalog.yaml", TestContext.Current.CancellationToken);
        var clock = new FakeClock();
        var api = new HealthApi(new FakeFleet(), new RunningDefinitions([loaded.Katalog.ShouldNotBeNull()]), _metrics, new SiloLifetime(clock), clock);
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
    public async Task A_file_is_shown_as_it_is_written_and_as_it_is_run()
    {
        var raw = await GetAsync("/katalog/raw");
        ((string?)raw["metadata"]!["name"]).ShouldBe("shop");
        ((string?)raw["spec"]!["crds"]![0]!["name"]).ShouldBe("app");

        var enriched = await GetAsync("/katalog/enriched");
        ((string?)enriched["metadata"]!["name"]).ShouldBe("shop");
        ((int?)(await GetAsync("/katalog/app/raw"))["operatorBox"]!["reconcile"]!["workers"]).ShouldBe(2);
        ((int?)(await GetAsync("/katalog/app/enriched"))["operatorBox"]!["reconcile"]!["workers"]).ShouldBe(2);
        (await _http.GetAsync("/katalog/none/raw", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/katalog/raw")]
    [InlineData("/katalog/enriched")]
    [InlineData("/katalog/app/raw")]
    [InlineData("/katalog/app/enriched")]
    public async Task What_is_secret_is_not_shown(string path)
    {
        var text = (await GetAsync(path)).ToJsonString();

        text.ShouldNotContain("sesame");
        text.ShouldContain("(not shown)");
        text.ShouldContain("{{ .spec.of }}");
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path, TestContext.Current.CancellationToken))!;
}

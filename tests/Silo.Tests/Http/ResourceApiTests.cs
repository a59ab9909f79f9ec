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

public sealed class ResourceApiTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly FakeFleet _fleet = new();
    private readonly PrometheusMetrics _metrics = new("none");
    private readonly HttpClient _http = new();
    private HealthServer? _server;

    public async ValueTask InitializeAsync()
    {
        var katalog = new KatalogDefinition("shop", "1.2.0", null, "r", [Entry("website"), Entry("vault") with { CrossAccess = false }, Entry("team") with { Namespaced = false }]);
        var api = new HealthApi(_fleet, new RunningDefinitions([katalog]), _metrics, new SiloLifetime(_clock), _clock);
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
    public async Task A_list_is_paged_and_shows_a_field()
    {
        foreach (var name in new[] { "a", "b", "c" })
            Add(name);

        var (_, first) = await GetAsync("/katalog/website/cr?field=spec.image&limit=2");
        first["items"]!.AsArray().Select(item => $"{item!["name"]}={item["value"]}").ShouldBe(["a=image-a", "b=image-b"]);
        ((int)first["total"]!).ShouldBe(3);
        var (_, second) = await GetAsync($"/katalog/website/cr?limit=2&continue={first["continue"]}");

        second["items"]!.AsArray().Select(item => (string?)item!["name"]).ShouldBe(["c"]);
        second["continue"].ShouldBeNull();
    }

    [Fact]
    public async Task One_is_shown_with_its_spec_and_children_and_without_annotations()
    {
        Add("a");

        var (status, shown) = await GetAsync("/katalog/website/cr/town/a");

        status.ShouldBe(HttpStatusCode.OK);
        ((string?)shown["spec"]!["image"]).ShouldBe("image-a");
        shown["metadata"]!["annotations"].ShouldBeNull();
        shown["children"]!["Deployment"]!.ToJsonString().ShouldBe("""[{"name":"web","namespace":"town","ready":true}]""");
        ((string?)shown["eventsEndpoint"]).ShouldBe("/katalog/website/cr/town/a/events");
        (await GetAsync("/katalog/website/cr/town/a/events")).Answer["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/katalog/team/cr/blue")]
    [InlineData("/katalog/team/cr/any/blue")]
    [InlineData("/katalog/team/cr/blue/events")]
    [InlineData("/katalog/team/cr/any/blue/events")]
    public async Task What_has_no_namespace_is_found_by_who_asks_with_one(string path)
    {
        _fleet.Objects.Add(new ResourceView(new CustomResourceView { Box = "team", Kind = "Team", Namespace = null, Name = "blue" }, (JsonObject)JsonNode.Parse("""{ "metadata": { "name": "blue" } }""")!));

        (await GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/katalog/website/cr/town/none", HttpStatusCode.NotFound)]
    [InlineData("/katalog/none/cr", HttpStatusCode.NotFound)]
    [InlineData("/katalog/vault/cr", HttpStatusCode.Forbidden)]
    [InlineData("/katalog/vault/cr/town/a", HttpStatusCode.Forbidden)]
    [InlineData("/katalog/vault/cr/town/a/events", HttpStatusCode.Forbidden)]
    [InlineData("/katalog/website/cr?field=a[", HttpStatusCode.BadRequest)]
    [InlineData("/katalog/website/cr?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/katalog/website/cr?limit=100000", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/query?query=sum(up)", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_not_open_or_not_asked_rightly_is_told(string path, HttpStatusCode expected) =>
        (await GetAsync(path)).Status.ShouldBe(expected);

    [Fact]
    public void A_series_is_answered_as_Prometheus_does()
    {
        const string Text = "# HELP up x\nup{crd=\"a/b\",say=\"x \\\"y\\\"\"} 3\nup_total 4\nup 1\n";

        var answer = MetricQuery.Answer("up", Text, DateTimeOffset.UnixEpoch.AddSeconds(5));

        answer["data"]!["result"]!.ToJsonString().ShouldBe("""[{"metric":{"crd":"a/b","say":"x \u0022y\u0022","__name__":"up"},"value":[5,"3"]},{"metric":{"__name__":"up"},"value":[5,"1"]}]""");
    }

    private static CrdEntry Entry(string name) => new() { Name = name, Types = new ApiTypes("example.io", "v1", "Website", "websites"), Revision = "r", Place = new SourcePlace("k", 1, 1, "") };

    private void Add(string name) => _fleet.Objects.Add(new ResourceView(
        new CustomResourceView { Box = "website", Kind = "Website", Namespace = "town", Name = name, Children = [new ChildView("apps/v1", "Deployment", "town", "web", true, "")] },
        (JsonObject)JsonNode.Parse($$$"""{ "apiVersion": "example.io/v1", "kind": "Website", "metadata": { "name": "{{{name}}}", "annotations": { "a": "secret" } }, "spec": { "image": "image-{{{name}}}" } }""")!));

    private async Task<(HttpStatusCode Status, JsonObject Answer)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject());
    }
}

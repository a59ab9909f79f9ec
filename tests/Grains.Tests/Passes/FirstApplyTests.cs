using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Grains.Cross;
using Orkestra.Grains.Events;
using Orkestra.Grains.Fleet;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Passes;

/// <summary>Servers that no test cluster is: what they answer is played.</summary>
public sealed class FirstApplyTests : IAsyncDisposable
{
    private readonly List<string> _requests = [];
    private readonly Queue<(int Status, string Body)> _answers = new();
    private readonly KubernetesClient _client;
    private readonly ChildWatches _watches;
    private readonly SourceWatches _sources;
    private readonly EventSink _events;
    private readonly FirstApply _first;

    public FirstApplyTests()
    {
        var clock = new FakeClock();
        _client = new KubernetesClient(new Played(this), new Uri("https://server.test"), new RequestCounter(), clock, new KubernetesClientOptions());
        var observer = new ChildObserver();
        _watches = new ChildWatches(_client, new OwnerSlots(), observer, clock, NullLoggerFactory.Instance);
        _sources = new SourceWatches(_client, new OwnerSlots(), clock, NullLoggerFactory.Instance);
        _first = new FirstApply(new PassServices(_client, _watches, observer, _sources, new CrossDirectory(), null, clock, new OrkFacts(false, null, ""))
        {
            Events = _events = new EventSink(_client, new EventOptions(), clock, NullLogger.Instance),
            Contentions = new Contentions(new OwnerSlots(), null),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _watches.DisposeAsync();
        await _sources.DisposeAsync();
        await _events.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task A_server_that_takes_no_version_for_what_it_makes_is_asked_before_from_then_on()
    {
        var kind = new ApiResource("apps.example.io", "v1", "applications", "application", "Application", Namespaced: true, [], [], HasStatus: false, HasScale: false);
        _answers.Enqueue((500, """{"kind":"Status","status":"Failure","reason":"InternalError","code":500,"message":"Internal error occurred: resourceVersion should not be set on objects to be created"}"""));
        _answers.Enqueue((201, Object("a")));
        _answers.Enqueue((404, """{"kind":"Status","status":"Failure","reason":"NotFound","code":404,"message":"not found"}"""));
        _answers.Enqueue((201, Object("b")));

        await ApplyAsync(kind, "a");
        await ApplyAsync(kind, "b");

        _requests.ShouldBe(["PATCH a 1", "PATCH a", "GET b", "PATCH b"]);
    }

    [Theory]
    [InlineData("20", "PATCH a grace 0")]
    [InlineData("23+", "PATCH a grace 0")]
    [InlineData("24", "PATCH a 1")]
    [InlineData("36", "PATCH a 1")]
    public async Task Services_of_old_servers_are_guarded_by_a_grace_period(string minor, string request)
    {
        var kind = new ApiResource("", "v1", "services", "service", "Service", Namespaced: true, [], [], HasStatus: true, HasScale: false);
        _answers.Enqueue((200, $$"""{"major":"1","minor":"{{minor}}","gitVersion":"v1.{{minor}}.0"}"""));
        _answers.Enqueue((201, Object("a")));
        _answers.Enqueue((201, Object("b")));

        await ApplyAsync(kind, "a");
        await ApplyAsync(kind, "b");

        _requests.ShouldBe(["GET version", request, request.Replace(" a ", " b ", StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("2029-12-31T23:59:59Z", 1)]
    [InlineData("2029-12-31T23:59:20Z", 40)]
    [InlineData("2029-12-31T12:00:00Z", 300)]
    public async Task An_object_of_somebody_else_that_hangs_in_its_deletion_is_asked_about_the_less_often_the_longer_it_takes(string since, int seconds)
    {
        var kind = new ApiResource("", "v1", "configmaps", "configmap", "ConfigMap", Namespaced: true, [], [], HasStatus: false, HasScale: false);
        _answers.Enqueue((409, """{"kind":"Status","status":"Failure","reason":"Conflict","code":409,"message":"conflict"}"""));
        _answers.Enqueue((200, Object("a").Replace("\"resourceVersion\"", $"\"deletionTimestamp\":\"{since}\",\"resourceVersion\"", StringComparison.Ordinal)));

        var waits = await Should.ThrowAsync<PassException>(ApplyAsync(kind, "a"));

        waits.RequeueAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private static string Object(string name) => $$$"""{"apiVersion":"v1","kind":"Any","metadata":{"name":"{{{name}}}","namespace":"ns","uid":"u","resourceVersion":"7"}}""";

    private async Task ApplyAsync(ApiResource kind, string name)
    {
        var entry = new ResourceEntry { Path = "onReconcile.custom[0]", Place = new SourcePlace("k.yaml", 1, 1, ""), Key = "custom", Mode = ApplyMode.Apply };
        var desired = JsonNode.Parse(Object(name))!.AsObject();
        desired["metadata"]!.AsObject().Remove("resourceVersion");
        var child = new PlannedChild(entry, kind, new ObjectName("ns", name), desired, CanBeOwned: true);
        var owner = new StampedOwner(new CustomResourceKey("local", "g", "v1", "K", "ns", "cr"), "hash", "uid");
        await _first.ApplyAsync(child, desired, owner, new OwnerSlot("hash"), new WriteCount(), TestContext.Current.CancellationToken);
    }

    private sealed class Played(FirstApplyTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var metadata = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!["metadata"]!;
            var guard = (string?)metadata?["resourceVersion"] ?? (metadata?["deletionGracePeriodSeconds"] is { } grace ? $"grace {grace}" : "");
            test._requests.Add($"{request.Method} {request.RequestUri!.Segments[^1]} {guard}".Trim());
            var (status, body) = test._answers.Dequeue();
            return new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}

using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Client;

public sealed class Discovery_asks_only_what_it_must : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly ScriptedServer _server = new();
    private readonly KubernetesClient _client;
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal)
    {
        ["/apis"] = """{"kind":"APIGroupList","groups":[{"name":"autoscaling","versions":[{"version":"v1"},{"version":"v2beta2"},{"version":"v2"}]},{"name":"example.com","versions":[{"version":"v1alpha1"},{"version":"v1"}]}]}""",
        ["/apis/autoscaling/v2"] = Resources(("horizontalpodautoscalers", "HorizontalPodAutoscaler"), ("horizontalpodautoscalers/status", "HorizontalPodAutoscaler")),
        ["/apis/autoscaling/v1"] = Resources(("horizontalpodautoscalers", "HorizontalPodAutoscaler"), ("old", "Old")),
        ["/apis/autoscaling/v2beta2"] = Resources(),
        ["/apis/example.com/v1"] = Resources(("widgets", "Widget")),
        ["/apis/example.com/v1alpha1"] = Resources(),
        ["/api/v1"] = Resources(("pods", "Pod"), ("pods/log", "Pod")),
    };

    public Discovery_asks_only_what_it_must()
    {
        _server.Always(request => _paths.TryGetValue(request.Path, out var answer) ? ScriptedServer.Json(answer) : ScriptedServer.Json(ScriptedServer.Status(404, "NotFound", ""), 404));
        _client = _server.Client(_clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v1", "v1beta1")]
    [InlineData("v2beta1", "v1alpha3")]
    [InlineData("v10", "v2")]
    [InlineData("v1beta10", "v1beta2")]
    [InlineData("v1alpha1", "foo1")]
    [InlineData("bar", "foo")]
    public void Versions_are_ordered_as_Kubernetes_orders_them(string newer, string older) =>
        KubeVersion.Compare(KubeVersion.Parse(newer), KubeVersion.Parse(older)).ShouldBePositive();

    [Fact]
    public async Task A_kind_is_found_in_its_newest_version_and_remembered()
    {
        var found = (await _client.Discovery.FindAsync("autoscaling", "HorizontalPodAutoscaler", Ct)).ShouldNotBeNull();
        (found.ApiVersion, found.HasStatus, found.HasScale).ShouldBe(("autoscaling/v2", true, false));
        (await _client.Discovery.FindAsync("autoscaling", "Old", Ct)).ShouldNotBeNull().Version.ShouldBe("v1");
        var asked = _server.Requests.Count;
        await _client.Discovery.FindAsync("autoscaling", "HorizontalPodAutoscaler", Ct);
        await _client.Discovery.FindByPluralAsync("autoscaling", "old", Ct);
        await _client.Discovery.FindAsync(new GroupVersionKind("autoscaling", "v2", "HorizontalPodAutoscaler"), Ct);
        _server.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task The_first_of_several_types_that_is_served_is_found_and_nothing_is_asked_again_for_those_before_it()
    {
        GroupVersionKind[] types = [new("batch", "v1", "CronJob"), new("batch", "v1beta1", "CronJob")];
        _paths["/apis/batch/v1"] = Resources(("jobs", "Job"));
        _paths["/apis/batch/v1beta1"] = Resources(("cronjobs", "CronJob"));

        (await _client.Discovery.FindFirstAsync(types, Ct)).ShouldNotBeNull().ApiVersion.ShouldBe("batch/v1beta1");
        var asked = _server.Requests.Count;
        _clock.Advance(TimeSpan.FromHours(1));
        (await _client.Discovery.FindFirstAsync(types, Ct)).ShouldNotBeNull().ApiVersion.ShouldBe("batch/v1beta1");

        _server.Requests.Count.ShouldBe(asked);
        (await _client.Discovery.FindFirstAsync([new GroupVersionKind("batch", "v1", "Gadget")], Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_core_kind_costs_one_request()
    {
        (await _client.Discovery.FindAsync("", "Pod", Ct)).ShouldNotBeNull().GroupResource.ShouldBe("pods");
        _server.Requests.Select(request => request.Path).ShouldBe(["/api/v1"]);
    }

    [Fact]
    public async Task An_unknown_kind_is_asked_for_again_but_not_all_the_time()
    {
        var type = new GroupVersionKind("example.com", "v1", "Gadget");
        (await _client.Discovery.FindAsync(type, Ct)).ShouldBeNull();
        _paths["/apis/example.com/v1"] = Resources(("widgets", "Widget"), ("gadgets", "Gadget"));
        (await _client.Discovery.FindAsync(type, Ct)).ShouldBeNull();
        _server.Requests.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await _client.Discovery.FindAsync(type, Ct)).ShouldNotBeNull();
        _server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_group_and_a_new_version_are_seen()
    {
        (await _client.Discovery.FindAsync("new.example.com", "Thing", Ct)).ShouldBeNull();
        _paths["/apis"] = """{"groups":[{"name":"new.example.com","versions":[{"version":"v1"}]}]}""";
        _paths["/apis/new.example.com/v1"] = Resources(("things", "Thing"));
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await _client.Discovery.FindAsync("new.example.com", "Thing", Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_forgotten_is_asked_for_at_once()
    {
        (await _client.Discovery.FindAsync("example.com", "Gadget", Ct)).ShouldBeNull();
        _paths["/apis/example.com/v1"] = Resources(("gadgets", "Gadget"));
        await _client.Discovery.ForgetAsync(Ct);
        (await _client.Discovery.FindAsync("example.com", "Gadget", Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_group_whose_server_is_down_is_left_out_of_all()
    {
        using var server = new ScriptedServer().Always(request => request.Path switch
        {
            "/apis" => ScriptedServer.Json("""{"groups":[{"name":"metrics.k8s.io","versions":[{"version":"v1"}]}]}"""),
            "/api/v1" => ScriptedServer.Json(Resources(("pods", "Pod"))),
            _ => ScriptedServer.Json("service unavailable", 503),
        });
        using var client = server.Client(_clock);
        (await client.Discovery.AllAsync(Ct)).ShouldHaveSingleItem().Plural.ShouldBe("pods");
    }

    [Fact]
    public async Task A_version_that_is_not_served_is_no_error()
    {
        (await _client.Discovery.FindAsync(new GroupVersionKind("nobody.example.com", "v1", "X"), Ct)).ShouldBeNull();
        (await _client.Discovery.FindAsync("nobody.example.com", "X", Ct)).ShouldBeNull();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private static string Resources(params (string Name, string Kind)[] resources) =>
        $"{{\"resources\":[{string.Join(',', resources.Select(one => $"{{\"name\":\"{one.Name}\",\"kind\":\"{one.Kind}\",\"namespaced\":true,\"verbs\":[\"get\"]}}"))}]}}";
}

using System.Net;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Client;

public sealed class Failures_are_told_and_waited_for
{
    private const string Answer = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""";
    private static readonly ObjectName Name = new("ns", "a");
    private readonly FakeClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_write_that_the_server_puts_off_is_sent_again_when_it_says(int status)
    {
        using var server = new ScriptedServer().Answer(ScriptedServer.Status(status, "TooManyRequests", "later"), status, ("Retry-After", "7")).Answer(Answer);
        using var client = server.Client(_clock);
        var writing = client.PatchAsync(Some.ConfigMaps, Name, PatchKind.Merge, new JsonObject(), WriteOptions.None, Ct);
        await _clock.WaitForTimersAsync(1, Ct);
        _clock.Advance(TimeSpan.FromSeconds(6.9));
        server.Requests.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        (await writing).StatusCode.ShouldBe(200);
        server.Requests.Count.ShouldBe(2);
        client.Counter.Snapshot().Select(count => (count.StatusCode, count.Count)).ShouldBe([(200, 1L), (status, 1L)]);
    }

    [Fact]
    public async Task The_waiting_has_an_end()
    {
        using var server = new ScriptedServer().Always(_ => ScriptedServer.Json(ScriptedServer.Status(429, "TooManyRequests", "later"), 429, ("Retry-After", "1")));
        using var client = server.Client(_clock, new KubernetesClientOptions { MaxThrottleRetries = 2 });
        var reading = client.GetAsync(Some.ConfigMaps, Name, Ct);
        for (var at = 0; at < 2; at++)
        {
            await _clock.WaitForTimersAsync(1, Ct);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await Should.ThrowAsync<KubernetesApiException>(reading)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_pause_that_is_too_long_is_left_to_the_caller()
    {
        using var server = new ScriptedServer().Answer(ScriptedServer.Status(429, "TooManyRequests", "later"), 429, ("Retry-After", "31"));
        using var client = server.Client(_clock);
        var error = await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(Some.ConfigMaps, Name, Ct));
        error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(31));
    }

    [Fact]
    public async Task A_503_without_a_time_is_not_sent_again()
    {
        using var server = new ScriptedServer().Answer("no backend", 503);
        using var client = server.Client(_clock);
        var error = await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(Some.ConfigMaps, Name, Ct));
        (error.Reason, error.ServerMessage).ShouldBe(("ServiceUnavailable", "no backend"));
    }

    [Fact]
    public async Task A_read_is_sent_again_after_a_broken_connection()
    {
        using var server = new ScriptedServer().Answer(_ => throw new HttpRequestException("reset")).Answer(_ => throw new HttpRequestException("reset")).Answer(Answer);
        using var client = server.Client(_clock);
        var reading = client.GetAsync(Some.ConfigMaps, Name, Ct);
        await _clock.WaitForTimersAsync(1, Ct);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await _clock.WaitForTimersAsync(1, Ct);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        (await reading).Name.ShouldBe("a");
        client.Counter.Snapshot().ShouldContain(new RequestCount("get", "configmaps", 0, 2));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_write_is_never_sent_again_after_a_broken_connection()
    {
        using var server = new ScriptedServer().Answer(_ => throw new HttpRequestException("reset"));
        using var client = server.Client(_clock);
        var error = await Should.ThrowAsync<ClusterUnreachableException>(() => client.PatchAsync(Some.ConfigMaps, Name, PatchKind.Merge, new JsonObject(), WriteOptions.None, Ct));
        error.Message.ShouldBe("The API server server.test:6443 did not answer to patch configmaps \"ns/a\": reset");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_without_an_answer_ends_after_the_request_timeout()
    {
        using var server = new SilentServer();
        using var client = new KubernetesClient(server, new Uri("https://server.test"), new RequestCounter(), _clock, new KubernetesClientOptions { RequestTimeout = TimeSpan.FromSeconds(5) });
        var writing = client.DeleteAsync(Some.ConfigMaps, Name, DeleteOptions.Default, Ct);
        await _clock.WaitForTimersAsync(1, Ct);
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await Should.ThrowAsync<ClusterUnreachableException>(writing)).Message.ShouldEndWith("no answer within 5 s");
    }

    [Fact]
    public async Task The_callers_cancellation_stays_a_cancellation()
    {
        using var server = new SilentServer();
        using var client = new KubernetesClient(server, new Uri("https://server.test"), new RequestCounter(), _clock, new KubernetesClientOptions());
        using var cancel = new CancellationTokenSource();
        var reading = client.GetAsync(Some.ConfigMaps, Name, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    [Fact]
    public async Task An_error_carries_what_the_server_said_and_nothing_of_the_body()
    {
        const string status = """
            {"kind":"Status","apiVersion":"v1","status":"Failure","message":"Apply failed with 1 conflict: conflict with \"kubectl\": .spec.replicas","reason":"Conflict",
             "details":{"causes":[{"reason":"FieldManagerConflict","message":"conflict with \"kubectl\"","field":".spec.replicas"}]},"code":409}
            """;
        using var server = new ScriptedServer().Answer(status, 409);
        using var client = server.Client();
        var secret = new JsonObject { ["data"] = new JsonObject { ["password"] = "hunter2" } };
        var error = await Should.ThrowAsync<KubernetesApiException>(
            () => client.PatchAsync(Some.Deployments, Name, PatchKind.Apply, secret, new WriteOptions { FieldManager = "m" }, Ct));
        (error.StatusCode, error.Reason, error.IsConflict, error.IsAlreadyExists, error.Verb, error.Resource, error.ObjectName, error.Id)
            .ShouldBe((409, "Conflict", true, false, "apply", "deployments.apps", "ns/a", "ORK2001"));
        error.Causes.ShouldBe([new StatusCause("FieldManagerConflict", "conflict with \"kubectl\"", ".spec.replicas")]);
        error.Message.ShouldBe("The API server refused to apply deployments.apps \"ns/a\": 409 Conflict: Apply failed with 1 conflict: conflict with \"kubectl\": .spec.replicas");
        error.ToString().ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("<html>\n<body>denied", "<html>")]
    [InlineData("""{"token":"abc"}""", "")]
    [InlineData("", "")]
    public async Task An_error_that_is_no_Status_gives_its_first_line(string body, string message)
    {
        using var server = new ScriptedServer().Answer(body, 403);
        using var client = server.Client();
        var error = await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(Some.ConfigMaps, Name, Ct));
        (error.Reason, error.ServerMessage).ShouldBe(("Forbidden", message));
    }

    [Fact]
    public async Task A_404_is_nothing_to_find_and_success_to_delete()
    {
        using var server = new ScriptedServer().Always(_ => ScriptedServer.Json(ScriptedServer.Status(404, "NotFound", "no"), 404));
        using var client = server.Client();
        (await client.FindAsync(Some.ConfigMaps, Name, Ct)).ShouldBeNull();
        (await client.DeleteAsync(Some.ConfigMaps, Name, DeleteOptions.Default, Ct)).ShouldBeFalse();
        (await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(Some.ConfigMaps, Name, Ct))).IsNotFound.ShouldBeTrue();
    }

    [Fact]
    public void The_counter_sums_by_verb_and_resource()
    {
        var counter = new RequestCounter();
        counter.Count("get", "pods", 200);
        counter.Count("get", "pods", 404);
        counter.Count("get", "nodes", 200);
        (counter.Of("get", "pods"), counter.Of("get"), counter.Of("list"), counter.Total).ShouldBe((2, 3, 0, 3));
        counter.Snapshot().Select(count => $"{count.Resource} {count.StatusCode}").ShouldBe(["nodes 200", "pods 200", "pods 404"]);
    }

    private sealed class SilentServer : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}

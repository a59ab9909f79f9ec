using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Tests.Fakes;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Client;

public sealed class Requests_are_sent_as_the_server_expects_them
{
    private const string Answer = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""";
    private static readonly ObjectName Name = new("ns", "a");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PatchKind.Apply, "application/apply-patch+yaml", "apply")]
    [InlineData(PatchKind.Merge, "application/merge-patch+json", "patch")]
    [InlineData(PatchKind.Json, "application/json-patch+json", "patch")]
    [InlineData(PatchKind.StrategicMerge, "application/strategic-merge-patch+json", "patch")]
    public async Task A_patch_names_its_kind(PatchKind kind, string mediaType, string verb)
    {
        using var server = new ScriptedServer().Answer(Answer);
        using var client = server.Client();
        await client.PatchAsync(Some.ConfigMaps, Name, kind, new JsonObject { ["a"] = 1 }, WriteOptions.None, Ct);
        var request = server.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path, request.ContentType, request.Body).ShouldBe(("PATCH", "/api/v1/namespaces/ns/configmaps/a", mediaType, """{"a":1}"""));
        client.Counter.Of(verb, "configmaps").ShouldBe(1);
    }

    [Fact]
    public async Task A_status_apply_with_everything_has_its_parameters()
    {
        using var server = new ScriptedServer().Answer(Answer, 201);
        using var client = server.Client();
        var options = new WriteOptions { FieldManager = "orkestra runtime", Force = true, Subresource = "status", DryRun = true };
        var answer = await client.PatchAsync(Some.Deployments, Name, PatchKind.Apply, "{}"u8.ToArray(), options, Ct);
        answer.Created.ShouldBeTrue();
        server.Requests[0].Path.ShouldBe("/apis/apps/v1/namespaces/ns/deployments/a/status?fieldManager=orkestra%20runtime&force=true&dryRun=All");
        client.Counter.Snapshot().ShouldHaveSingleItem().ShouldBe(new RequestCount("apply", "deployments.apps/status", 201, 1));
    }

    [Fact]
    public async Task Objects_of_cluster_scope_have_no_namespace_in_their_path()
    {
        using var server = new ScriptedServer().Always(_ => ScriptedServer.Json(Answer));
        using var client = server.Client(server: "https://server.test/k8s/clusters/c-1/");
        await client.CreateAsync(Some.Namespaces, Json.Object("""{"metadata":{"name":"a"}}"""), new WriteOptions { FieldManager = "m" }, Ct);
        await client.ReplaceAsync(Some.Namespaces, Json.Object("""{"metadata":{"name":"a:b"}}"""), WriteOptions.None, Ct);
        server.Requests.Select(request => $"{request.Method} {request.Path}").ShouldBe(
            ["POST /k8s/clusters/c-1/api/v1/namespaces?fieldManager=m", "PUT /k8s/clusters/c-1/api/v1/namespaces/a%3Ab"]);
    }

    [Fact]
    public async Task An_object_without_the_namespace_it_needs_is_not_sent()
    {
        using var server = new ScriptedServer();
        using var client = server.Client();
        await Should.ThrowAsync<ArgumentException>(() => client.GetAsync(Some.ConfigMaps, new ObjectName(null, "a"), Ct));
        await Should.ThrowAsync<ArgumentException>(() => client.CreateAsync(Some.ConfigMaps, Json.Object("""{"metadata":{"name":"a"}}"""), WriteOptions.None, Ct));
        await Should.ThrowAsync<ArgumentException>(() => client.GetAsync(Some.ConfigMaps, new ObjectName("ns", ""), Ct));
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delete_says_its_preconditions()
    {
        using var server = new ScriptedServer().Answer(Answer).Answer(Answer);
        using var client = server.Client();
        var options = new DeleteOptions { Uid = "u", ResourceVersion = "7", Propagation = PropagationPolicy.Foreground, GracePeriodSeconds = 0, DryRun = true };
        await client.DeleteAsync(Some.ConfigMaps, Name, options, Ct);
        await client.DeleteAsync(Some.ConfigMaps, Name, DeleteOptions.Default, Ct);
        server.Requests[0].Body.ShouldBe(
            """{"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0,"propagationPolicy":"Foreground","dryRun":["All"],"preconditions":{"uid":"u","resourceVersion":"7"}}""");
        server.Requests[1].Body.ShouldBe("""{"apiVersion":"v1","kind":"DeleteOptions"}""");
    }

    [Fact]
    public async Task Every_request_names_the_program_and_wants_HTTP_2()
    {
        Version? version = null;
        using var server = new ScriptedServer().Answer(Answer);
        using var spy = new VersionSpy(server, seen => version = seen);
        using var client = new KubernetesClient(spy, new Uri("https://server.test"), new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        await client.GetAsync(Some.ConfigMaps, Name, Ct);
        server.Requests[0].Headers["User-Agent"].ShouldMatch(@"^orkestra/\d+\.\d+\.\d+$");
        server.Requests[0].Headers["Accept"].ShouldBe("application/json");
        version.ShouldBe(System.Net.HttpVersion.Version20);
    }

    [Theory]
    [InlineData("\U0001F600", "\U0001F600")]
    [InlineData("\\ud83d\\ude00", "\\\\ud83d\\\\ude00")]
    [InlineData("\\\U0001F600", "\\\\\U0001F600")]
    [InlineData("a\U0001F600b\U0001F680", "a\U0001F600b\U0001F680")]
    [InlineData("\"é<", "\\\"é<")]
    public async Task A_body_has_no_surrogate_escapes_which_YAML_does_not_know(string text, string sent)
    {
        using var server = new ScriptedServer().Answer(Answer);
        using var client = server.Client();
        await client.PatchAsync(Some.ConfigMaps, Name, PatchKind.Apply, new JsonObject { ["a"] = text }, WriteOptions.None, Ct);
        server.Requests[0].Body.ShouldBe($"{{\"a\":\"{sent}\"}}");
        JsonNode.Parse(server.Requests[0].Body)!["a"]!.GetValue<string>().ShouldBe(text);
    }

    [Fact]
    public async Task Warnings_of_the_server_are_handed_on()
    {
        using var server = new ScriptedServer().Answer(Answer, 200, ("Warning", "299 - \"v1beta1 is \\\"old\\\"\""));
        using var client = server.Client();
        (await client.PatchAsync(Some.ConfigMaps, Name, PatchKind.Merge, new JsonObject(), WriteOptions.None, Ct)).Warnings.ShouldBe(["v1beta1 is \"old\""]);
    }

    private sealed class VersionSpy(HttpMessageHandler inner, Action<Version> seen) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.VersionPolicy.ShouldBe(HttpVersionPolicy.RequestVersionOrLower);
            seen(request.Version);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

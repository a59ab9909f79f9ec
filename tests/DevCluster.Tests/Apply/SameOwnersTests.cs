using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Orkestra.TestKit.DevClusters;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Apply;

/// <summary>Random writes leave the same object with the same owners on DevCluster and on a real API server.</summary>
public sealed class SameOwnersTests(RealClusterFixture real)
{
    private const string Definition = """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "gadgets.owners.example.com"},
         "spec": {"group": "owners.example.com", "scope": "Namespaced", "names": {"plural": "gadgets", "kind": "Gadget"},
           "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {"type": "object", "properties": {
             "number": {"type": "integer"}, "other": {"type": "integer"},
             "labels": {"type": "object", "additionalProperties": {"type": "string"}},
             "one": {"type": "object", "x-kubernetes-map-type": "atomic", "additionalProperties": {"type": "string"}},
             "set": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
             "list": {"type": "array", "items": {"type": "string"}},
             "items": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
               "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "value": {"type": "string"}, "more": {"type": "object", "additionalProperties": {"type": "string"}}}}}}}}}}}]}}
        """;

    [Fact]
    public async Task A_custom_resource_has_the_same_owners_on_both()
    {
        var token = TestContext.Current.CancellationToken;
        var apiServer = await real.ClusterAsync(token);
        await using var devCluster = await DevClusterFixture.StartAsync(token);
        using var clients = new ClientPair(apiServer.CreateHttpClient(TestUsers.Admin), devCluster.CreateHttpClient(TestUsers.Admin));
        foreach (var client in clients.All)
        {
            await SendAsync(client, HttpMethod.Post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", "application/json", Definition, token);
            await TestKit.Waiting.Eventually.Async(
                "gadgets to be served",
                async ct => (await client.GetAsync("/apis/owners.example.com/v1/gadgets", ct)).StatusCode,
                code => code == System.Net.HttpStatusCode.OK,
                TimeSpan.FromSeconds(60),
                token);
        }
        await CompareAsync(clients, "owners.example.com/v1", "Gadget", "gadgets", seed => new RandomWrites(seed, RandomWrites.CustomSpec, RandomWrites.Scalars("number", "other")), token);
        foreach (var client in clients.All)
            (await client.DeleteAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.owners.example.com", token)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_deployment_has_the_same_owners_on_both()
    {
        var token = TestContext.Current.CancellationToken;
        var apiServer = await real.ClusterAsync(token);
        await using var devCluster = await DevClusterFixture.StartAsync(token);
        using var clients = new ClientPair(apiServer.CreateHttpClient(TestUsers.Admin), devCluster.CreateHttpClient(TestUsers.Admin));
        await CompareAsync(clients, "apps/v1", "Deployment", "deployments", seed => new RandomWrites(seed, RandomWrites.Deployment, RandomWrites.Scalars("replicas", "minReadySeconds")), token);
    }

    private static async Task CompareAsync(ClientPair clients, string apiVersion, string kind, string plural, Func<int, RandomWrites> writes, CancellationToken token)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/apis/{apiVersion}/namespaces/default/{plural}/owners-{seed}");
            var story = new StringBuilder();
            foreach (var write in writes(seed).Take(12))
            {
                var body = (JsonObject)write.Body.DeepClone();
                body["apiVersion"] = apiVersion;
                body["kind"] = kind;
                body["metadata"] ??= new JsonObject();
                body["metadata"]!["name"] = path[(path.LastIndexOf('/') + 1)..];
                story.Append(CultureInfo.InvariantCulture, $"\n{write.Manager}{(write.Force ? " forces" : "")} {body.ToJsonString()}");
                var query = write.Applies ? $"?fieldManager={write.Manager}&force={(write.Force ? "true" : "false")}" : $"?fieldManager={write.Manager}";
                var type = write.Applies ? "application/apply-patch+yaml" : "application/merge-patch+json";
                var (expectedCode, expected) = await SendAsync(clients.ApiServer, HttpMethod.Patch, path + query, type, body.ToJsonString(), token);
                var (code, actual) = await SendAsync(clients.DevCluster, HttpMethod.Patch, path + query, type, body.ToJsonString(), token);
                // An item without its only owner's fields can be invalid, and servers before 1.22 leave null where the last entry of a map goes: that is about validation, not owners.
                if (expectedCode == 422)
                    break;
                code.ShouldBe(expectedCode, $"seed {seed}{story}\n{expected["message"]}\n{actual["message"]}");
                JsonNode left = code < 300 ? Comparable(expected) : Conflicts(expected);
                JsonNode right = code < 300 ? Comparable(actual) : Conflicts(actual);
                if (!JsonNode.DeepEquals(left, right))
                    right.ToJsonString().ShouldBe(left.ToJsonString(), $"seed {seed}{story}");
            }
            foreach (var client in clients.All)
                await client.DeleteAsync(path, token);
        }
    }

    private static async Task<(int Code, JsonObject Body)> SendAsync(HttpClient client, HttpMethod method, string path, string type, string body, CancellationToken token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await client.SendAsync(request, token);
        return ((int)response.StatusCode, (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(token))!);
    }

    /// <summary>Without what no two servers have in common, and without the order in which lists with keys are merged, which newer servers changed.</summary>
    private static JsonNode Comparable(JsonObject obj)
    {
        var copy = (JsonObject)obj.DeepClone();
        var metadata = (JsonObject)copy["metadata"]!;
        foreach (var name in (string[])["uid", "resourceVersion", "creationTimestamp", "generation", "selfLink"])
            metadata.Remove(name);
        foreach (var entry in (metadata["managedFields"] as JsonArray ?? []).OfType<JsonObject>())
            entry.Remove("time");
        return Sorted(copy, "")!;
    }

    private static JsonNode? Sorted(JsonNode? node, string name) => node switch
    {
        JsonObject map => new JsonObject(map.Where(p => p.Key is not "creationTimestamp").OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value, p.Key)))),
        JsonArray list when name is "items" or "set" or "containers" or "env" or "volumes" or "ports" or "managedFields" =>
            new JsonArray([.. list.Select(i => Sorted(i, "")).OrderBy(i => i?.ToJsonString(), StringComparer.Ordinal)]),
        JsonArray list => new JsonArray([.. list.Select(i => Sorted(i, ""))]),
        _ => node?.DeepClone(),
    };

    /// <summary>Whose fields are in conflict, and how many. Servers before 1.22 mix up the paths of several.</summary>
    private static JsonArray Conflicts(JsonObject status)
    {
        var causes = (status["details"]?["causes"] as JsonArray ?? []).Select(c => c!["message"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        return new JsonArray([.. causes.Prepend(status["reason"]?.ToJsonString() ?? "").Select(c => (JsonNode)c)]);
    }

    private sealed record ClientPair(HttpClient ApiServer, HttpClient DevCluster) : IDisposable
    {
        public IReadOnlyList<HttpClient> All => [ApiServer, DevCluster];

        public void Dispose()
        {
            ApiServer.Dispose();
            DevCluster.Dispose();
        }
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Tests.Serving;

namespace Orkestra.DevCluster.Tests.CustomResources;

/// <summary>What the server does not do it refuses, or says so.</summary>
public sealed class NotCarriedOutTests
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    [Fact]
    public async Task A_conversion_webhook_is_refused()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        var crd = Definition("""{"type":"object"}""");
        crd["spec"]!["conversion"] = JsonNode.Parse("""{"strategy":"Webhook","webhook":{"conversionReviewVersions":["v1"],"clientConfig":{"url":"https://127.0.0.1:1/convert"}}}""");

        (await cluster.Api.PostAsync(Definitions, crd.ToJsonString())).IsFailure(501, "NotImplemented", "conversion webhooks");
    }

    [Fact]
    public async Task A_rule_that_cannot_be_evaluated_is_refused_with_its_definition()
    {
        await using var cluster = await MemoryCluster.StartAsync();

        var answer = await cluster.Api.PostAsync(Definitions, Definition("""{"type":"object","x-kubernetes-validations":[{"rule":"ip(self.kind).isGlobalUnicast()"}]}""").ToJsonString());

        answer.IsFailure(501, "NotImplemented", "cannot evaluate a rule of x-kubernetes-validations: \"ip(self.kind).isGlobalUnicast()\": the function ip with 1 argument is not supported");
        (await cluster.Api.GetAsync($"{Definitions}/websites.demo.example.com")).Is(404);
    }

    [Fact]
    public async Task A_rule_that_meets_a_value_it_cannot_treat_is_refused_with_the_object()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        var schema = """{"type":"object","properties":{"at":{"type":"string","format":"date-time"}},"x-kubernetes-validations":[{"rule":"!has(self.at) || self.at != ''"}]}""";
        (await cluster.Api.PostAsync(Definitions, Definition(schema).ToJsonString())).Is(201);
        await Orkestra.TestKit.Waiting.Eventually.Async(
            "the kind to be served",
            async _ => (await cluster.Api.GetAsync("/apis/demo.example.com/v1/websites")).Code,
            code => code == 200,
            TimeSpan.FromSeconds(30),
            TestContext.Current.CancellationToken);

        var path = "/apis/demo.example.com/v1/namespaces/default/websites";
        (await cluster.Api.PostAsync(path, """{"apiVersion":"demo.example.com/v1","kind":"Website","metadata":{"name":"a"},"at":"2026-01-01T00:00:00Z"}"""))
            .IsFailure(501, "NotImplemented", "cannot evaluate a rule of x-kubernetes-validations", "date-time");
        (await cluster.Api.PostAsync(path, """{"apiVersion":"demo.example.com/v1","kind":"Website","metadata":{"name":"b"}}""")).Is(201);
    }

    [Fact]
    public async Task Admission_configurations_are_kept_with_a_warning()
    {
        await using var cluster = await MemoryCluster.StartAsync();

        var answer = await cluster.Api.PostAsync("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations", """{"metadata":{"name":"w"}}""");

        answer.Is(201).Warnings.ShouldHaveSingleItem().ShouldContain("does not call or evaluate admission configurations");
    }

    [Theory]
    [InlineData("validatingadmissionpolicies")]
    [InlineData("validatingadmissionpolicybindings")]
    public async Task Admission_policies_are_refused(string resource)
    {
        await using var cluster = await MemoryCluster.StartAsync();

        (await cluster.Api.PostAsync($"/apis/admissionregistration.k8s.io/v1/{resource}", """{"metadata":{"name":"p"},"spec":{}}""")).IsFailure(501, "NotImplemented", "does not evaluate admission policies");
    }

    private static JsonObject Definition(string schema) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "websites.demo.example.com" },
        ["spec"] = new JsonObject
        {
            ["group"] = "demo.example.com",
            ["scope"] = "Namespaced",
            ["names"] = new JsonObject { ["plural"] = "websites", ["kind"] = "Website" },
            ["versions"] = new JsonArray(new JsonObject
            {
                ["name"] = "v1",
                ["served"] = true,
                ["storage"] = true,
                ["schema"] = new JsonObject { ["openAPIV3Schema"] = JsonNode.Parse(schema) },
            }),
        },
    };
}

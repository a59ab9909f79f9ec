using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Loading;
using Orkestra.Katalog.Yaml;
using Shouldly;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>Loads one entry and renders it.</summary>
internal static class Render
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static async Task<CrdEntry> EntryAsync(string box)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Box(box));
        result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString()).ShouldBeEmpty();
        return result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem();
    }

    public static RenderContext Context(string spec = "{}", string status = "{}", params LiveChild[] children) => new(
        (JsonObject)JsonNode.Parse($$"""{ "apiVersion": "example.io/v1", "kind": "Shop", "metadata": { "name": "corner", "namespace": "town", "uid": "u" }, "spec": {{spec}}, "status": {{status}} }""", documentOptions: new System.Text.Json.JsonDocumentOptions { MaxDepth = 512 })!,
        children,
        Noon,
        new OrkFacts(inCluster: false, ns: null, version: "0.1.0"));

    public static LiveChild Child(string kind, string name, string entryPath, string parts = "{}") =>
        new(kind is "Deployment" ? "apps/v1" : "v1", kind, "town", name, entryPath, (JsonObject)JsonNode.Parse(parts)!);

    public static async Task<JsonObject> OneAsync(string box, string spec = "{}") =>
        EntryRenderer.RenderChildren(await EntryAsync(box), Context(spec)).Children.ShouldHaveSingleItem().Object.ShouldNotBeNull();

    /// <summary>Compares with a document as a user of Kubernetes would write it.</summary>
    public static void ShouldBeYaml(this JsonNode? actual, string expected)
    {
        var wanted = NodeJson.Of(YamlReader.Read(new SourceText("expected", expected), new Findings()).ShouldHaveSingleItem().Node);
        JsonNode.DeepEquals(actual, wanted).ShouldBeTrue($"expected {wanted?.ToJsonString()}\nbut was  {actual?.ToJsonString()}");
    }

    public static async Task<RenderFailure> FailureAsync(string box, string spec = "{}")
    {
        var entry = await EntryAsync(box);
        return Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Context(spec))).Failures.ShouldHaveSingleItem();
    }

    public static void ShouldBeJson(this JsonNode? actual, string expected)
    {
        var wanted = JsonNode.Parse(expected);
        JsonNode.DeepEquals(actual, wanted).ShouldBeTrue($"expected {wanted?.ToJsonString()}\nbut was  {actual?.ToJsonString()}");
    }
}

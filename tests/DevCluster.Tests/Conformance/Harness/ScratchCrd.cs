using System.Text.Json.Nodes;
using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>A CustomResourceDefinition of one case: kind Widget in a group of its own, served as v1 unless told otherwise.</summary>
public sealed record ScratchCrd(string Group, bool Namespaced)
{
    public const string AnySpec = """{"type":"object","x-kubernetes-preserve-unknown-fields":true}""";

    public string Name => $"widgets.{Group}";

    public string DefinitionPath => $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{Name}";

    /// <summary>Path of the collection in a namespace.</summary>
    public string In(string space, string version = "v1") => Namespaced ? $"/apis/{Group}/{version}/namespaces/{space}/widgets" : $"/apis/{Group}/{version}/widgets";

    public string Body(string name, string spec, string version = "v1", string more = "") =>
        $$"""{"apiVersion":"{{Group}}/{{version}}","kind":"Widget","metadata":{"name":"{{name}}"},"spec":{{spec}}{{more}} }""";

    /// <summary>The definition with one version v1.</summary>
    /// <param name="key">Makes the group: key.example.com.</param>
    /// <param name="spec">Schema of spec.</param>
    /// <param name="version">More fields of the version, with a leading comma.</param>
    /// <param name="scope">Namespaced or Cluster.</param>
    public static string Definition(string key, string spec = AnySpec, string version = "", string scope = "Namespaced") =>
        DefinitionOf(key, $$"""[{{Version("v1", spec, version)}}]""", scope);

    public static string Version(string name, string spec, string more = "", bool served = true, bool storage = true) =>
        $$"""
        {"name":"{{name}}","served":{{(served ? "true" : "false")}},"storage":{{(storage ? "true" : "false")}},"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{{spec}},
        "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } } }{{more}} }
        """;

    public static string DefinitionOf(string key, string versions, string scope = "Namespaced") =>
        $$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.{{key}}.example.com"},"spec":{"group":"{{key}}.example.com","scope":"{{scope}}",
        "names":{"plural":"widgets","singular":"widget","kind":"Widget","listKind":"WidgetList","shortNames":["wd"],"categories":["toys"]},"versions":{{versions}} } }
        """;

    /// <summary>Creates it and waits until it is served.</summary>
    public static async Task<ScratchCrd> CreateAsync(Api api, string key, string spec = AnySpec, string version = "", string scope = "Namespaced") =>
        await FromAsync(api, Definition(key, spec, version, scope));

    /// <summary>Creates it from its definition and waits until its served versions answer.</summary>
    public static async Task<ScratchCrd> FromAsync(Api api, string definition)
    {
        var node = JsonNode.Parse(definition);
        var crd = new ScratchCrd(node.Text("spec/group")!, node.Text("spec/scope") == "Namespaced");
        (await api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition)).Is(201);
        foreach (var version in node.At("spec/versions")!.AsArray().Where(version => version.Text("served") == "true").Select(version => version.Text("name")!))
        {
            await Eventually.Async(
                $"{crd.Name} {version} to be served",
                async _ => (await api.GetAsync(crd.In("default", version))).Code,
                code => code == 200,
                TimeSpan.FromSeconds(60),
                TestContext.Current.CancellationToken);
        }

        return crd;
    }
}

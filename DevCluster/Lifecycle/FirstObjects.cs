using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Operations;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Routing;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>What an API server makes by itself when it starts on an empty store.</summary>
internal static class FirstObjects
{
    public static void Create(ResourceRegistry registry, ObjectWriter writer)
    {
        var namespaces = registry.Find("", "v1", "namespaces")!;
        foreach (var name in (string[])["default", "kube-node-lease", "kube-public", "kube-system"])
            Create(writer, namespaces, null, new JsonObject { ["kind"] = "Namespace", ["apiVersion"] = "v1", ["metadata"] = new JsonObject { ["name"] = name } });
        Create(writer, registry.Find("", "v1", "services")!, "default", new JsonObject
        {
            ["kind"] = "Service",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["name"] = "kubernetes", ["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" } },
            ["spec"] = new JsonObject
            {
                ["clusterIP"] = "10.0.0.1",
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["protocol"] = "TCP", ["targetPort"] = 443 }),
            },
        });
    }

    private static void Create(ObjectWriter writer, ServedResource resource, string? ns, JsonObject obj)
    {
        var target = new RequestTarget(resource.Group, resource.Kind.Version, ns, resource.Plural, null, null);
        var context = new OperationContext(new ApiRequest("POST", "/", "", "system:apiserver") { UserAgent = "kube-apiserver/v1.35.0" }, target, resource);
        writer.Create(context, ObjectDecoder.Decode(context, obj, []));
    }
}

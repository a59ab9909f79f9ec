using System.Text.Json.Nodes;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.OpenApi;

/// <summary>Writes the paths of a kind: which verbs it has, what they take. Clients read here whether a kind takes strategic patches, dry runs and field validation.</summary>
internal sealed class PathWriter(DefinitionWriter definitions, OpenApiVersion version)
{
    private static readonly string[] Produces = ["application/json", "application/yaml"];
    private static readonly string[] ReadParameters = ["pretty"];
    private static readonly string[] ListParameters =
        ["allowWatchBookmarks", "continue", "fieldSelector", "labelSelector", "limit", "pretty", "resourceVersion", "resourceVersionMatch", "sendInitialEvents", "timeoutSeconds", "watch"];
    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation", "pretty"];
    private static readonly string[] PatchParameters = ["dryRun", "fieldManager", "fieldValidation", "force", "pretty"];
    private static readonly string[] DeleteParameters = ["dryRun", "gracePeriodSeconds", "orphanDependents", "pretty", "propagationPolicy"];

    public JsonObject Paths { get; } = [];

    public void Add(ServedKind kind)
    {
        var root = kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";
        var collection = kind.Namespaced ? $"{root}/namespaces/{{namespace}}/{kind.Plural}" : $"{root}/{kind.Plural}";
        var (self, list) = (DefinitionNames.Of(kind), DefinitionNames.ListOf(kind));
        if (kind.Namespaced)
            Paths[$"{root}/{kind.Plural}"] = Item(kind, collection: true, ("get", Operation(kind, "list", list, null, ListParameters)));
        Paths[collection] = Item(
            kind,
            collection: true,
            ("get", Operation(kind, "list", list, null, ListParameters)),
            ("post", Operation(kind, "post", self, self, WriteParameters)),
            ("delete", Operation(kind, "deletecollection", DefinitionNames.Status, DefinitionNames.DeleteOptions, ListParameters)));
        Paths[$"{collection}/{{name}}"] = Item(
            kind,
            collection: false,
            ("get", Operation(kind, "get", self, null, ReadParameters)),
            ("put", Operation(kind, "put", self, self, WriteParameters)),
            ("patch", Operation(kind, "patch", self, DefinitionNames.Patch, PatchParameters)),
            ("delete", Operation(kind, "delete", DefinitionNames.Status, DefinitionNames.DeleteOptions, DeleteParameters)));
        if (kind.HasStatus)
            Paths[$"{collection}/{{name}}/status"] = Subresource(kind, self);
        if (kind.Scale is not null)
            Paths[$"{collection}/{{name}}/scale"] = Subresource(kind, DefinitionNames.Scale);
    }

    private JsonObject Subresource(ServedKind kind, string type)
    {
        var item = Item(
            kind,
            collection: false,
            ("get", Operation(kind, "get", type, null, ReadParameters)),
            ("put", Operation(kind, "put", type, type, WriteParameters)),
            ("patch", Operation(kind, "patch", type, DefinitionNames.Patch, PatchParameters)));
        if (type is DefinitionNames.Scale)
        {
            foreach (var (_, operation) in item.Where(p => p.Value is JsonObject))
                operation!["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = "autoscaling", ["kind"] = "Scale", ["version"] = "v1" };
        }
        return item;
    }

    private JsonObject Item(ServedKind kind, bool collection, params (string Verb, JsonObject Operation)[] operations)
    {
        var item = new JsonObject(operations.Select(o => KeyValuePair.Create(o.Verb, (JsonNode?)o.Operation)));
        var parameters = new JsonArray();
        if (!collection)
            parameters.Add(Parameter("name", "path", $"name of the {kind.Kind}"));
        if (kind.Namespaced && (!collection || operations.Length > 1))
            parameters.Add(Parameter("namespace", "path", "object name and auth scope, such as for teams and projects"));
        if (parameters.Count > 0)
            item["parameters"] = parameters;
        return item;
    }

    private JsonObject Operation(ServedKind kind, string action, string result, string? body, string[] parameters)
    {
        var operation = new JsonObject
        {
            ["description"] = $"{action} {kind.Kind}",
            ["operationId"] = $"{action}{kind.Group.Replace(".", "", StringComparison.Ordinal)}{kind.Version}{kind.Kind}{result[(result.LastIndexOf('.') + 1)..]}",
            ["parameters"] = new JsonArray([.. parameters.Select(p => Parameter(p, "query", ""))]),
            ["responses"] = new JsonObject { ["200"] = Response(result) },
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = DefinitionWriter.GroupVersionKind(kind, kind.Kind),
        };
        if (body is not null)
            Body(operation, kind, action, body);
        if (version == OpenApiVersion.V2)
            operation["produces"] = Strings(Produces);
        return operation;
    }

    private void Body(JsonObject operation, ServedKind kind, string action, string type)
    {
        var consumes = action is "patch" ? PatchTypes(kind) : ["*/*"];
        if (version == OpenApiVersion.V3)
        {
            operation["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject(consumes.Select(c => KeyValuePair.Create(c, (JsonNode?)new JsonObject { ["schema"] = definitions.Reference(type) }))),
            };
            return;
        }
        operation["consumes"] = Strings(consumes);
        operation["parameters"]!.AsArray().Insert(0, new JsonObject { ["name"] = "body", ["in"] = "body", ["required"] = true, ["schema"] = definitions.Reference(type) });
    }

    private static string[] PatchTypes(ServedKind kind) => kind.Custom
        ? ["application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml"]
        : ["application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml"];

    private JsonObject Response(string type)
    {
        var response = new JsonObject { ["description"] = "OK" };
        if (version == OpenApiVersion.V2)
            response["schema"] = definitions.Reference(type);
        else
            response["content"] = new JsonObject(Produces.Select(p => KeyValuePair.Create(p, (JsonNode?)new JsonObject { ["schema"] = definitions.Reference(type) })));
        return response;
    }

    private JsonObject Parameter(string name, string place, string description)
    {
        var type = name switch
        {
            "allowWatchBookmarks" or "force" or "orphanDependents" or "sendInitialEvents" or "watch" => "boolean",
            "limit" or "timeoutSeconds" or "gracePeriodSeconds" => "integer",
            _ => "string",
        };
        var parameter = new JsonObject { ["name"] = name, ["in"] = place };
        if (description.Length > 0)
            parameter["description"] = description;
        if (place is "path")
            parameter["required"] = true;
        if (version == OpenApiVersion.V2)
        {
            parameter["type"] = type;
            parameter["uniqueItems"] = true;
        }
        else
        {
            parameter["schema"] = new JsonObject { ["type"] = type, ["uniqueItems"] = true };
        }
        return parameter;
    }

    private static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];
}

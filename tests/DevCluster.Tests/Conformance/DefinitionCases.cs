using System.Text.Json.Nodes;
using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Definitions of custom resources: how they are accepted, served, changed and deleted.</summary>
public abstract class DefinitionCases(ClusterSource cluster) : CustomResourceCase(cluster)
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    [Fact]
    public async Task A_definition_becomes_established()
    {
        var crd = await MakeAsync();

        var read = await WaitForAsync("Established", crd.DefinitionPath, answer => Condition(answer, "Established") == "True");

        Condition(read, "NamesAccepted").ShouldBe("True");
        read["status/acceptedNames/kind"].ShouldBe("Widget");
        read["status/acceptedNames/plural"].ShouldBe("widgets");
        read["status/storedVersions"].ShouldBe("""["v1"]""");
        read["spec/conversion/strategy"].ShouldBe("None");
        read["metadata/generation"].ShouldBe("1");
    }

    [Fact]
    public async Task A_definition_gets_default_names()
    {
        var definition = JsonNode.Parse(ScratchCrd.Definition(Namespace))!;
        definition["spec"]!["names"]!.AsObject().Remove("singular");
        definition["spec"]!["names"]!.AsObject().Remove("listKind");

        var made = await CreateAsync(Definitions, definition.ToJsonString());
        DeleteAtEnd($"{Definitions}/widgets.{Namespace}.example.com");

        made["spec/names/singular"].ShouldBe("widget");
        made["spec/names/listKind"].ShouldBe("WidgetList");
    }

    [Fact]
    public async Task Its_group_and_resource_are_discovered()
    {
        var crd = await MakeAsync(version: WithStatus);

        var groups = await WaitForAsync("the group in discovery", "/apis", answer => answer.Body.At("groups")!.AsArray().Any(group => group.Text("name") == crd.Group));
        // A server tells the group before it tells what is in it.
        var list = await WaitForAsync("the version in discovery", $"/apis/{crd.Group}/v1", answer => answer.Code == 200);

        groups.Code.ShouldBe(200);
        var widgets = list.Body.At("resources")!.AsArray().Single(resource => resource.Text("name") == "widgets");
        widgets.Text("kind").ShouldBe("Widget");
        widgets.Text("singularName").ShouldBe("widget");
        widgets.Text("namespaced").ShouldBe("true");
        widgets.Text("shortNames").ShouldBe("""["wd"]""");
        widgets.Text("categories").ShouldBe("""["toys"]""");
        widgets.At("verbs")!.AsArray().Select(verb => verb!.GetValue<string>())
            .ShouldBe(["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"], ignoreOrder: true);
        list.Body.At("resources")!.AsArray().Select(resource => resource.Text("name")).ShouldContain("widgets/status");
    }

    [Fact]
    public async Task Its_schema_is_in_the_openapi_document()
    {
        var crd = await MakeAsync("""{"type":"object","properties":{"size":{"type":"integer","description":"How big."}}}""");
        var name = $"com.example.{Namespace}.v1.Widget";

        var document = await WaitForAsync("the schema in the OpenAPI document", "/openapi/v2", answer => answer.Body.At("definitions/" + name) is not null);

        document[$"definitions/{name}/properties/spec/properties/size/description"].ShouldBe("How big.");
        document[$"definitions/{name}/x-kubernetes-group-version-kind/0/group"].ShouldBe(crd.Group);
    }

    [Fact]
    public async Task A_definition_that_is_changed_serves_the_change()
    {
        var crd = await MakeAsync("""{"type":"object","properties":{"x":{"type":"integer"}}}""");
        (await Api.PatchAsync(
            crd.DefinitionPath,
            PatchType.Json,
            """[{"op":"add","path":"/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/y","value":{"type":"integer","maximum":5}}]""")).Is(200);

        // The server takes the new schema up in its own time; until then y is pruned.
        var made = await Eventually.Async(
            "the new schema",
            async _ => await Api.PostAsync(crd.In(Namespace), crd.Body($"a-{Guid.NewGuid():N}", """{"y":9}""")),
            answer => answer.Code != 201,
            cancellationToken: TestContext.Current.CancellationToken);

        made.IsFailure(422, "Invalid", "spec.y in body should be less than or equal to 5");
    }

    [Fact]
    public async Task A_deleted_definition_takes_its_resources_with_it()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));

        var answer = (await Api.DeleteAsync(crd.DefinitionPath)).Is(200);

        // 1.20 answers with the definition that its finalizer still holds.
        answer["kind"].ShouldBeOneOf("CustomResourceDefinition", "Status");
        await WaitUntilGoneAsync(crd.DefinitionPath);
        await WaitUntilGoneAsync(crd.In(Namespace));
        var again = await MakeAsync();
        (await Api.GetAsync(again.In(Namespace))).Is(200).Items.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_definition_waits_for_finalizers_of_its_resources()
    {
        var crd = await MakeAsync();
        var path = $"{crd.In(Namespace)}/a";
        await CreateAsync(crd.In(Namespace), JsonNode.Parse(crd.Body("a", "{}")).With("metadata/finalizers", new JsonArray("x.example.com/hold")));

        (await Api.DeleteAsync(crd.DefinitionPath)).Is(200);
        await WaitForAsync("the deletion of the held resource", path, answer => answer["metadata/deletionTimestamp"] is not null);
        var definition = (await Api.GetAsync(crd.DefinitionPath)).Is(200);
        var refused = await Api.PostAsync(crd.In(Namespace), crd.Body("late", "{}"));
        (await Api.PatchAsync(path, PatchType.Merge, """{"metadata":{"finalizers":null}}""")).Is(200);

        definition["metadata/finalizers"].ShouldBe("""["customresourcecleanup.apiextensions.k8s.io"]""");
        Condition(definition, "Terminating").ShouldBe("True");
        refused.IsFailure(405, "MethodNotAllowed", "create not allowed while custom resource definition is terminating");
        await WaitUntilGoneAsync(crd.DefinitionPath);
    }

    [Theory]
    [InlineData("metadata/name", "\"wrong.example.com\"", "metadata.name: Invalid value: \"wrong.example.com\": must be spec.names.plural+\".\"+spec.group")]
    [InlineData("spec/scope", "\"Galaxy\"", "spec.scope: Unsupported value: \"Galaxy\": supported values: \"Cluster\", \"Namespaced\"")]
    [InlineData("spec/names/kind", "\"not_good\"", "spec.names.kind: Invalid value: \"not_good\"")]
    [InlineData("spec/versions/0/schema", "null", "schemas are required")]
    [InlineData("spec/versions/0/storage", "false", "must have exactly one version marked as storage version")]
    [InlineData("spec/versions/0/name", "\"V_1\"", "spec.versions[0].name: Invalid value: \"V_1\"")]
    [InlineData("spec/versions/0/schema/openAPIV3Schema/type", "\"string\"", "must be object at the root")]
    [InlineData("spec/versions/0/schema/openAPIV3Schema/properties/spec", "{\"properties\":{\"x\":{\"type\":\"string\"}}}", "properties[spec].type: Required value: must not be empty for specified object fields")]
    [InlineData("spec/versions/0/schema/openAPIV3Schema/properties/spec", "{\"type\":\"array\"}", "properties[spec].items: Required value: must be specified")]
    [InlineData("spec/versions/0/schema/openAPIV3Schema/properties/spec", "{\"type\":\"object\",\"uniqueItems\":true}", "uniqueItems: Forbidden: uniqueItems cannot be set to true")]
    [InlineData("spec/versions/0/schema/openAPIV3Schema/properties/spec", "{\"type\":\"object\",\"$ref\":\"#/x\"}", "$ref: Forbidden: $ref is not supported")]
    [InlineData("spec/versions/0/schema/openAPIV3Schema/properties/spec", "{\"type\":\"string\",\"default\":5}", "default: Invalid value: ")]
    [InlineData("spec/versions/0/schema/openAPIV3Schema/properties/spec", "{\"type\":\"object\",\"anyOf\":[{\"type\":\"object\"}]}", "anyOf[0].type: Forbidden: must be empty to be structural")]
    [InlineData("spec/preserveUnknownFields", "true", "spec.preserveUnknownFields: Invalid value: true: cannot set to true")]
    public async Task A_definition_that_is_wrong_is_invalid(string field, string value, string message)
    {
        var answer = await Api.PostAsync(Definitions, JsonNode.Parse(ScratchCrd.Definition(Namespace)).With(field, JsonNode.Parse(value)));

        answer.IsFailure(422, "Invalid", message);
    }

    [Fact]
    public async Task A_protected_group_needs_an_approval()
    {
        var definition = ScratchCrd.Definition(Namespace).Replace(".example.com", ".k8s.io", StringComparison.Ordinal);

        (await Api.PostAsync(Definitions, definition)).IsFailure(422, "Invalid", "metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval annotation \"api-approved.kubernetes.io\"");
    }

    [Fact]
    public async Task A_second_kind_of_the_same_name_is_not_accepted()
    {
        var crd = await MakeAsync();
        var second = JsonNode.Parse(ScratchCrd.Definition(Namespace))!;
        second["metadata"]!["name"] = $"gadgets.{crd.Group}";
        second["spec"]!["names"] = JsonNode.Parse("""{"plural":"gadgets","kind":"Widget"}""");
        await CreateAsync(Definitions, second.ToJsonString());
        DeleteAtEnd($"{Definitions}/gadgets.{crd.Group}");

        var read = await WaitForAsync("NamesAccepted of the second", $"{Definitions}/gadgets.{crd.Group}", answer => Condition(answer, "NamesAccepted") is not null);

        Condition(read, "NamesAccepted").ShouldBe("False");
        Condition(read, "Established").ShouldBe("False");
    }

    [Fact]
    public async Task Names_scope_and_group_of_a_definition_do_not_change()
    {
        var crd = await MakeAsync();

        (await Api.PatchAsync(crd.DefinitionPath, PatchType.Merge, """{"spec":{"scope":"Cluster"}}""")).IsFailure(422, "Invalid", "spec.scope: Invalid value: \"Cluster\": field is immutable");
    }

    private static string? Condition(Answer definition, string type) =>
        (definition.Body.At("status/conditions") as JsonArray)?.FirstOrDefault(condition => condition.Text("type") == type).Text("status");
}

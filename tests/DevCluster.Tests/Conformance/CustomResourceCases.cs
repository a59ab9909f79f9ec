using System.Text.Json.Nodes;
using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Definitions and what they serve.</summary>
public abstract class CustomResourceCases(ClusterSource cluster) : CustomResourceCase(cluster)
{
    [Fact]
    public async Task Custom_resources_are_made_read_replaced_and_deleted()
    {
        var crd = await MakeAsync();
        var path = $"{crd.In(Namespace)}/a";

        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", """{"x":1}"""));
        var read = (await Api.GetAsync(path)).Is(200);
        var replaced = (await Api.PutAsync(path, read.Body.With("spec", JsonNode.Parse("""{"y":2}""")))).Is(200);
        var deleted = (await Api.DeleteAsync(path)).Is(200);

        made["apiVersion"].ShouldBe($"{crd.Group}/v1");
        made["kind"].ShouldBe("Widget");
        made["metadata/generation"].ShouldBe("1");
        read["spec"].ShouldBe("""{"x":1}""");
        replaced["spec"].ShouldBe("""{"y":2}""");
        replaced["metadata/generation"].ShouldBe("2");
        deleted["status"].ShouldBe("Success");
        (await Api.GetAsync(path)).IsFailure(404, "NotFound", $"widgets.{crd.Group} \"a\" not found");
    }

    [Fact]
    public async Task A_replace_needs_a_resourceVersion()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));

        (await Api.PutAsync($"{crd.In(Namespace)}/a", crd.Body("a", """{"x":1}"""))).IsFailure(422, "Invalid", "metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
    }

    [Fact]
    public async Task A_custom_resource_needs_apiVersion_and_kind()
    {
        var crd = await MakeAsync();

        (await Api.PostAsync(crd.In(Namespace), """{"metadata":{"name":"a"}}""")).Code.ShouldBeOneOf(400, 422);
        (await Api.PostAsync(crd.In(Namespace), crd.Body("a", "{}").Replace("Widget", "Gadget", StringComparison.Ordinal))).IsFailure(422, "Invalid", "kind: Invalid value: \"Gadget\": must be Widget");
    }

    [Fact]
    public async Task Their_list_has_kinds_in_its_items()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));

        var list = (await Api.GetAsync(crd.In(Namespace))).Is(200);

        list["kind"].ShouldBe("WidgetList");
        list["apiVersion"].ShouldBe($"{crd.Group}/v1");
        list["items/0/kind"].ShouldBe("Widget");
        list["items/0/apiVersion"].ShouldBe($"{crd.Group}/v1");
    }

    [Fact]
    public async Task They_are_chosen_by_labels_and_names_but_not_by_other_fields()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), JsonNode.Parse(crd.Body("a", "{}")).With("metadata/labels", JsonNode.Parse("""{"x":"y"}""")));
        await CreateAsync(crd.In(Namespace), crd.Body("b", "{}"));

        (await Api.GetAsync($"{crd.In(Namespace)}?labelSelector=x=y")).Is(200).Names.ShouldBe(["a"]);
        (await Api.GetAsync($"{crd.In(Namespace)}?fieldSelector=metadata.name=b")).Is(200).Names.ShouldBe(["b"]);
        (await Api.GetAsync($"{crd.In(Namespace)}?fieldSelector=spec.x=1")).IsFailure(400, "BadRequest", "field label not supported: spec.x");
    }

    [Fact]
    public async Task They_are_watched_and_paged()
    {
        var crd = await MakeAsync();
        var list = (await Api.GetAsync(crd.In(Namespace))).Is(200);
        await using var watch = await Api.WatchAsync(crd.In(Namespace), $"resourceVersion={list.ResourceVersion}");
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));
        await CreateAsync(crd.In(Namespace), crd.Body("b", "{}"));

        (await watch.NextIsAsync("ADDED", "a"))["apiVersion"].ShouldBe($"{crd.Group}/v1");
        await watch.NextIsAsync("ADDED", "b");
        var page = (await Api.GetAsync($"{crd.In(Namespace)}?limit=1")).Is(200);
        page.Names.ShouldBe(["a"]);
        (await Api.GetAsync($"{crd.In(Namespace)}?limit=1&continue={Uri.EscapeDataString(page["metadata/continue"]!)}")).Is(200).Names.ShouldBe(["b"]);
    }

    [Fact]
    public async Task A_version_from_before_the_definition_is_too_old_to_watch()
    {
        var crd = await MakeAsync();

        await using var watch = await Api.WatchAsync(crd.In(Namespace), "resourceVersion=1");

        if (watch.Code != 410)
        {
            var error = await watch.NextIsAsync("ERROR");
            error["kind"].ShouldBe("Status");
            error["code"].ShouldBe("410");
            error["reason"].ShouldBe("Expired");
            error["message"].ShouldNotBeNull().ShouldStartWith("too old resource version: 1 (");
        }
    }

    [Fact]
    public async Task Their_collection_is_deleted()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));
        await CreateAsync(crd.In(Namespace), crd.Body("b", "{}"));

        (await Api.DeleteAsync(crd.In(Namespace))).Is(200);

        (await Api.GetAsync(crd.In(Namespace))).Is(200).Items.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_cluster_scoped_kind_has_no_namespaces()
    {
        var crd = await MakeAsync(scope: "Cluster");

        var made = await CreateAsync($"/apis/{crd.Group}/v1/widgets", crd.Body("a", "{}"));

        made["metadata/namespace"].ShouldBeNull();
        (await Api.GetAsync($"/apis/{crd.Group}/v1/namespaces/{Namespace}/widgets")).Is(404);
    }

    [Fact]
    public async Task Strategic_patches_are_not_for_custom_resources()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));

        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Strategic, "{}")).IsFailure(415, "UnsupportedMediaType");
    }

    [Fact]
    public async Task Merge_and_json_patches_are()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"x":1,"y":2}"""));

        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"spec":{"x":null,"z":3}}""")).Is(200)["spec"].ShouldBe("""{"y":2,"z":3}""");
        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Json, """[{"op":"replace","path":"/spec/y","value":9}]""")).Is(200)["spec/y"].ShouldBe("9");
    }

    [Fact]
    public async Task They_are_applied_by_the_lists_of_their_schema()
    {
        var crd = await MakeAsync(
            """
            {"type":"object","properties":{
            "byKey":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["id"],"items":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"v":{"type":"integer"}}}},
            "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
            "atomic":{"type":"array","items":{"type":"string"}}}}
            """);
        var path = $"{crd.In(Namespace)}/a";
        (await Api.ApplyAsync(path, "one", crd.Body("a", """{"byKey":[{"id":"x","v":1}],"set":["p"],"atomic":["1"]}"""))).Is(201);

        var merged = (await Api.ApplyAsync(path, "two", crd.Body("a", """{"byKey":[{"id":"y","v":2}],"set":["q"]}"""))).Is(200);
        var conflict = await Api.ApplyAsync(path, "two", crd.Body("a", """{"atomic":["2"]}"""));

        merged["spec/byKey"].ShouldBe("""[{"id":"x","v":1},{"id":"y","v":2}]""");
        merged["spec/set"].ShouldBe("""["p","q"]""");
        conflict.IsFailure(409, "Conflict", "conflict with \"one\": .spec.atomic");
    }

    [Fact]
    public async Task An_apply_of_a_custom_resource_owns_what_it_told()
    {
        var crd = await MakeAsync();
        var path = $"{crd.In(Namespace)}/a";
        (await Api.ApplyAsync(path, "one", crd.Body("a", """{"x":1,"y":{"z":2}}"""))).Is(201);

        var applied = (await Api.ApplyAsync(path, "one", crd.Body("a", """{"x":1}"""))).Is(200);

        applied["spec"].ShouldBe("""{"x":1}""");
        applied["metadata/managedFields/0/apiVersion"].ShouldBe($"{crd.Group}/v1");
        applied["metadata/managedFields/0/fieldsV1/f:spec"].ShouldNotBeNull().ShouldContain("f:x");
    }

    [Fact]
    public async Task Printer_columns_are_shown_in_tables()
    {
        var crd = await MakeAsync(
            version: WithStatus
            + """
            ,"additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size","description":"How big."},
            {"name":"Phase","type":"string","jsonPath":".status.phase"},{"name":"Nested","type":"string","jsonPath":".spec.list[0].name","priority":1},{"name":"Born","type":"date","jsonPath":".metadata.creationTimestamp"}]
            """);
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"size":3,"list":[{"name":"first"}]}"""));

        var table = (await Api.GetAsync(crd.In(Namespace), "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")).Is(200);

        table.Body.At("columnDefinitions")!.AsArray().Select(column => column.Text("name")).ShouldBe(["Name", "Size", "Phase", "Nested", "Born"]);
        table["columnDefinitions/1/type"].ShouldBe("integer");
        table["columnDefinitions/1/description"].ShouldBe("How big.");
        table["columnDefinitions/3/priority"].ShouldBe("1");
        table["rows/0/cells/0"].ShouldBe("a");
        table["rows/0/cells/1"].ShouldBe("3");
        table["rows/0/cells/2"].ShouldBeNull();
        table["rows/0/cells/3"].ShouldBe("first");
        table["rows/0/cells/4"].ShouldNotBeNull().ShouldMatch("^[0-9]+m?s$");
    }

    [Fact]
    public async Task Without_printer_columns_name_and_age_are_shown()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));

        var table = (await Api.GetAsync(crd.In(Namespace), "application/json;as=Table;v=v1;g=meta.k8s.io")).Is(200);

        table.Body.At("columnDefinitions")!.AsArray().Select(column => column.Text("name")).ShouldBe(["Name", "Age"]);
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Apply;
using Orkestra.DevCluster.Schemas;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Apply;

public sealed class ServerSideApplyTests
{
    private const string Things = """
        {"type": "object", "properties": {
          "spec": {"type": "object", "properties": {
            "replicas": {"type": "integer"},
            "text": {"type": "string"},
            "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
            "one": {"type": "object", "x-kubernetes-map-type": "atomic", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}},
            "set": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
            "items": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                      "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "value": {"type": "string"}}}},
            "list": {"type": "array", "items": {"type": "string"}}}},
          "status": {"type": "object", "properties": {"phase": {"type": "string"}}}}}
        """;

    [Fact]
    public void What_is_applied_is_owned_and_what_the_server_fills_in_is_not()
    {
        var deployment = ApplyFixture.Of("apps", "v1", "Deployment");
        deployment.Apply("""
            {"spec": {"selector": {"matchLabels": {"app": "web"}},
                      "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "nginx", "ports": [{"containerPort": 80}]}]}}}}
            """);
        deployment.Fields("applier")!.ToJsonString(Compact).ShouldBe(
            """{"f:spec":{"f:selector":{},"f:template":{"f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{},"f:ports":{"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{}}}}}}}}}""");
        deployment.Live!["spec"]!["replicas"]!.GetValue<int>().ShouldBe(1);
        deployment.Entry("applier")!["operation"]!.GetValue<string>().ShouldBe("Apply");
    }

    [Fact]
    public void A_field_of_another_manager_is_a_conflict_that_names_it()
    {
        var deployment = ApplyFixture.Of("apps", "v1", "Deployment");
        deployment.Create(Workload(1), "kubectl-client-side-apply");
        var conflict = Should.Throw<ApplyConflictException>(() => deployment.Apply("""{"spec": {"replicas": 3}}"""));
        conflict.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using apps/v1: .spec.replicas");
        conflict.Conflicts.ShouldBe([new ApplyConflict("\"kubectl-client-side-apply\" using apps/v1", ".spec.replicas")]);
    }

    [Fact]
    public void Several_conflicts_are_listed_by_manager()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Apply("""{"data": {"a": "1", "b": "1"}}""", "one");
        map.Update(m => m["data"]!["c"] = "1", "two");
        var conflict = Should.Throw<ApplyConflictException>(() => map.Apply("""{"data": {"a": "2", "b": "2", "c": "2"}}""", "three"));
        conflict.Message.ShouldBe("Apply failed with 3 conflicts: conflicts with \"one\":\n- .data.a\n- .data.b\nconflicts with \"two\" using v1:\n- .data.c");
    }

    [Fact]
    public void The_same_value_is_shared_without_conflict()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Apply("""{"data": {"a": "1"}}""", "one");
        map.Apply("""{"data": {"a": "1"}}""", "two");
        map.Fields("one")!.ToJsonString().ShouldBe("""{"f:data":{"f:a":{}}}""");
        map.Fields("two")!.ToJsonString().ShouldBe("""{"f:data":{"f:a":{}}}""");
        map.Apply("{}", "one");
        map.Live!["data"]!["a"]!.GetValue<string>().ShouldBe("1");
        map.Apply("{}", "two");
        map.Live!["data"].ShouldBeNull();
    }

    [Fact]
    public void Force_takes_the_fields_over()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Apply("""{"data": {"a": "1", "b": "1"}}""", "one");
        map.Apply("""{"data": {"a": "2"}}""", "two", force: true);
        map.Live!["data"]!["a"]!.GetValue<string>().ShouldBe("2");
        map.Fields("one")!.ToJsonString().ShouldBe("""{"f:data":{"f:b":{}}}""");
    }

    [Fact]
    public void A_field_that_is_applied_no_longer_goes_and_foreign_ones_stay()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Apply("""{"metadata": {"labels": {"x": "1", "y": "1"}}, "data": {"a": "1", "b": "1"}}""");
        map.Update(m => m["data"]!["foreign"] = "1");
        map.Apply("""{"metadata": {"labels": {"y": "1"}}, "data": {"b": "1"}}""");
        map.Live!["data"]!.ToJsonString().ShouldBe("""{"b":"1","foreign":"1"}""");
        map.Live!["metadata"]!["labels"]!.ToJsonString().ShouldBe("""{"y":"1"}""");
    }

    [Fact]
    public void A_whole_branch_that_is_applied_no_longer_goes()
    {
        var thing = ApplyFixture.Custom(Things);
        thing.Apply("""{"spec": {"text": "x", "items": [{"name": "a", "value": "1"}, {"name": "b"}], "labels": {"k": "v"}}}""");
        thing.Apply("""{"spec": {"items": [{"name": "b"}]}}""");
        thing.Live!["spec"]!.ToJsonString().ShouldBe("""{"items":[{"name":"b"}]}""");
        thing.Apply("{}");
        thing.Live!["spec"].ShouldBeNull();
    }

    [Fact]
    public void A_list_item_whose_only_owner_drops_it_goes_with_the_fields_that_others_own_in_it()
    {
        var thing = ApplyFixture.Custom(Things);
        thing.Apply("""{"spec": {"items": [{"name": "a"}]}}""");
        thing.Update(t => t["spec"]!["items"]![0]!["value"] = "foreign");
        thing.Apply("""{"spec": {"items": [{"name": "b"}]}}""");
        thing.Live!["spec"]!["items"]!.ToJsonString().ShouldBe("""[{"name":"b"}]""");
    }

    [Fact]
    public void An_atomic_map_and_list_are_replaced_as_a_whole()
    {
        var thing = ApplyFixture.Custom(Things);
        thing.Apply("""{"spec": {"one": {"a": "1"}, "list": ["x", "y"]}}""");
        thing.Fields("applier")!.ToJsonString().ShouldBe("""{"f:spec":{"f:list":{},"f:one":{}}}""");
        thing.Apply("""{"spec": {"one": {"b": "1"}, "list": ["y"]}}""");
        thing.Live!["spec"]!.ToJsonString().ShouldBe("""{"one":{"b":"1"},"list":["y"]}""");
        Should.Throw<ApplyConflictException>(() => thing.Apply("""{"spec": {"list": ["z"]}}""", "other")).Conflicts.ShouldHaveSingleItem().Field.ShouldBe(".spec.list");
    }

    [Fact]
    public void Items_of_a_set_have_owners_of_their_own()
    {
        var thing = ApplyFixture.Custom(Things);
        thing.Apply("""{"spec": {"set": ["a", "b"]}}""", "one");
        thing.Apply("""{"spec": {"set": ["b", "c"]}}""", "two");
        thing.Live!["spec"]!["set"]!.ToJsonString().ShouldBe("""["a","b","c"]""");
        thing.Fields("two")!.ToJsonString(Compact).ShouldBe("""{"f:spec":{"f:set":{"v:\"b\"":{},"v:\"c\"":{}}}}""");
        thing.Apply("""{"spec": {"set": ["a"]}}""", "one");
        thing.Live!["spec"]!["set"]!.ToJsonString().ShouldBe("""["a","b","c"]""");
        thing.Apply("""{"spec": {"set": []}}""", "two");
        thing.Live!["spec"]!["set"]!.ToJsonString().ShouldBe("""["a"]""");
    }

    [Theory]
    [InlineData("a,b,c", "c,a", "b,c,a")]
    [InlineData("a,b,c", "c,x,a", "b,c,x,a")]
    [InlineData("a,b", "x,b", "a,x,b")]
    [InlineData("a,b", "x", "a,b,x")]
    [InlineData("", "x,y", "x,y")]
    [InlineData("a,b,c,d", "d,b", "a,c,d,b")]
    public void Shared_items_follow_the_applied_order_and_others_keep_their_place(string live, string applied, string merged)
    {
        var thing = ApplyFixture.Custom(Things);
        thing.Create("""{"spec": {"text": "x"}}""");
        thing.Update(t => t["spec"]!["items"] = Items(live));
        thing.Apply($$"""{"spec": {"items": {{Items(applied).ToJsonString()}} } }""");
        string.Join(',', ((JsonArray)thing.Live!["spec"]!["items"]!).Select(i => i!["name"]!.GetValue<string>())).ShouldBe(merged);
    }

    [Fact]
    public void The_first_apply_to_an_object_without_managers_gives_its_fields_an_owner()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Create("""{"data": {"a": "1"}}""");
        map.Update(m => m["metadata"]!["managedFields"] = new JsonArray(new JsonObject()));
        var conflict = Should.Throw<ApplyConflictException>(() => map.Apply("""{"data": {"a": "2"}}"""));
        conflict.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"before-first-apply\" using v1: .data.a");
        map.Apply("""{"data": {"a": "2"}}""", force: true);
        map.Fields("before-first-apply")!.ToJsonString().ShouldBe("""{"f:data":{}}""");
    }

    [Fact]
    public void Applying_the_same_again_changes_nothing_and_keeps_the_time()
    {
        var deployment = ApplyFixture.Of("apps", "v1", "Deployment");
        var first = deployment.Apply(Workload(2)).ToJsonString();
        deployment.Clock.Advance(TimeSpan.FromHours(1));
        JsonNode.DeepEquals(deployment.Apply(Workload(2)), JsonNode.Parse(first)).ShouldBeTrue();
    }

    [Fact]
    public void A_value_that_the_server_does_not_keep_changes_nothing_either()
    {
        var deployment = ApplyFixture.Of("apps", "v1", "Deployment");
        deployment.Apply("""{"spec": {"paused": false, "selector": {"matchLabels": {"a": "b"}}, "template": {"spec": {"containers": [{"name": "c", "image": "i", "resources": {"limits": {"cpu": "1000m"}}}]}}}}""");
        deployment.Fields("applier")!["f:spec"]!["f:paused"].ShouldNotBeNull();
        var first = deployment.Live!.ToJsonString();
        deployment.Clock.Advance(TimeSpan.FromHours(1));
        deployment.Apply("""{"spec": {"paused": false, "selector": {"matchLabels": {"a": "b"}}, "template": {"spec": {"containers": [{"name": "c", "image": "i", "resources": {"limits": {"cpu": "1000m"}}}]}}}}""");
        JsonNode.DeepEquals(deployment.Live, JsonNode.Parse(first)).ShouldBeTrue();
    }

    [Fact]
    public void Status_in_an_applied_object_is_not_owned_where_it_has_a_subresource()
    {
        var thing = ApplyFixture.Custom(Things, hasStatus: true);
        thing.Apply("""{"spec": {"text": "x"}, "status": {"phase": "Ready"}}""");
        thing.Fields("applier")!.ToJsonString().ShouldBe("""{"f:spec":{"f:text":{}}}""");
        thing.Apply("""{"status": {"phase": "Done"}}""", "applier", subresource: "status");
        thing.Fields("applier", "status")!.ToJsonString().ShouldBe("""{"f:status":{"f:phase":{}}}""");
        thing.Fields("applier").ShouldNotBeNull();
    }

    [Fact]
    public void A_field_that_the_type_does_not_have_is_refused()
    {
        var deployment = ApplyFixture.Of("apps", "v1", "Deployment");
        Should.Throw<ApplyRejectedException>(() => deployment.Apply("""{"spec": {"replica": 3}}""")).Message
            .ShouldBe("failed to create typed patch object (default/demo; apps/v1, Kind=Deployment): .spec.replica: field not declared in schema");
    }

    [Fact]
    public void Two_items_with_one_key_are_refused()
    {
        var pod = ApplyFixture.Of("", "v1", "Pod");
        Should.Throw<ApplyRejectedException>(() => pod.Apply("""{"spec": {"containers": [{"name": "a"}, {"name": "a"}]}}""")).Message
            .ShouldBe("failed to create typed patch object (default/demo; /v1, Kind=Pod): .spec.containers: duplicate entries for key [name=\"a\"]");
    }

    [Fact]
    public void Managed_fields_cannot_be_applied()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        Should.Throw<ApplyRejectedException>(() => map.Apply("""{"metadata": {"managedFields": []}}""")).Message.ShouldBe("metadata.managedFields must be nil");
    }

    [Fact]
    public void Fields_of_unknown_type_are_owned_one_by_one_and_lists_among_them_as_a_whole()
    {
        var thing = ApplyFixture.Custom(Things);
        thing.Apply("""{"spec": {"free": {"a": {"b": 1}, "c": [{"d": 1}], "e": {}}}}""");
        thing.Fields("applier")!.ToJsonString().ShouldBe("""{"f:spec":{"f:free":{"f:a":{".":{},"f:b":{}},"f:c":{},"f:e":{}}}}""");
        thing.Apply("""{"spec": {"free": {"a": {"x": 2}}}}""", "other");
        thing.Live!["spec"]!["free"]!.ToJsonString().ShouldBe("""{"a":{"b":1,"x":2},"c":[{"d":1}],"e":{}}""");
    }

    [Fact]
    public void Kubectl_may_take_over_what_it_applied_on_the_client_side_before()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Create("""
            {"metadata": {"annotations": {"kubectl.kubernetes.io/last-applied-configuration":
              "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"demo\",\"namespace\":\"default\"},\"data\":{\"a\":\"1\"}}"}},
             "data": {"a": "1"}}
            """, "kubectl-client-side-apply");
        map.Apply("""{"data": {"a": "2"}}""", "kubectl");
        map.Live!["data"]!["a"]!.GetValue<string>().ShouldBe("2");
        map.Live!["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"]!.GetValue<string>().ShouldContain("\"a\":\"2\"");
        map.Update(m => m["data"]!["a"] = "3", "somebody");
        Should.Throw<ApplyConflictException>(() => map.Apply("""{"data": {"a": "4"}}""", "kubectl"));
    }

    [Fact]
    public void Parts_of_a_list_that_has_become_one_value_become_the_whole_of_it()
    {
        var before = TypeSchema.FromOpenApi((JsonObject)JsonNode.Parse(Things)!);
        var after = TypeSchema.FromOpenApi((JsonObject)JsonNode.Parse(Things.Replace("\"x-kubernetes-list-type\": \"set\"", "\"x-kubernetes-list-type\": \"atomic\"", StringComparison.Ordinal))!);
        var thing = (JsonObject)JsonNode.Parse("""{"spec": {"set": ["a"], "text": "x"}}""")!;
        var managed = new DevCluster.Apply.ManagedFields();
        var key = new ManagerKey("one", Applied: true, "", "");
        managed.Set(key, new ManagerEntry(FieldCollector.Collect(before, thing), "example.com/v1", null));
        SchemaDrift.Follow(before, managed).Find(key)!.Fields.ToString().ShouldContain("v:");
        SchemaDrift.Follow(after, managed).Find(key)!.Fields.ToString().ShouldBe("""{"f:spec":{"f:set":{},"f:text":{}}}""");
    }

    private static string Workload(int replicas) => $$$"""
        {"spec": {"replicas": {{{replicas}}}, "selector": {"matchLabels": {"app": "web"}},
                  "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}} } }
        """;

    private static JsonArray Items(string names) =>
        [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => (JsonNode)new JsonObject { ["name"] = n })];

    private static System.Text.Json.JsonSerializerOptions Compact { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

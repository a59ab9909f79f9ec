using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Apply;

public sealed class UpdateOwnershipTests
{
    private const string Web = """
        {"metadata": {"labels": {"app": "web"}},
         "spec": {"selector": {"matchLabels": {"app": "web"}},
                  "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}}}}
        """;

    [Fact]
    public void A_new_deployment_belongs_to_its_creator_with_all_its_defaults()
    {
        var deployment = ApplyFixture.Of("apps", "v1", "Deployment");
        deployment.Create(Web, "kubectl-create");
        deployment.Fields("kubectl-create")!.ToJsonString(Compact).ShouldBe(
            """{"f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:progressDeadlineSeconds":{},"f:replicas":{},"f:revisionHistoryLimit":{},"f:selector":{},"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{},"f:maxUnavailable":{}},"f:type":{}},"f:template":{"f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:imagePullPolicy":{},"f:name":{},"f:resources":{},"f:terminationMessagePath":{},"f:terminationMessagePolicy":{}}},"f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},"f:terminationGracePeriodSeconds":{}}}}}""");
        var entry = deployment.Entry("kubectl-create")!;
        entry["operation"]!.GetValue<string>().ShouldBe("Update");
        entry["apiVersion"]!.GetValue<string>().ShouldBe("apps/v1");
        entry["fieldsType"]!.GetValue<string>().ShouldBe("FieldsV1");
        entry["time"]!.GetValue<string>().ShouldBe("2026-01-02T03:04:05Z");
    }

    [Fact]
    public void A_changed_field_moves_to_whoever_changed_it()
    {
        var deployment = ApplyFixture.Of("apps", "v1", "Deployment");
        deployment.Create(Web);
        deployment.Clock.Advance(TimeSpan.FromMinutes(1));
        deployment.Update(d => d["spec"]!["replicas"] = 3, "kubectl-scale");
        deployment.Fields("kubectl-scale")!.ToJsonString().ShouldBe("""{"f:spec":{"f:replicas":{}}}""");
        deployment.Fields("creator")!["f:spec"]!["f:replicas"].ShouldBeNull();
        deployment.Entry("creator")!["time"]!.GetValue<string>().ShouldBe("2026-01-02T03:04:05Z");
    }

    [Fact]
    public void A_removed_field_has_no_owner_left()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Create("""{"data": {"a": "1", "b": "2"}}""");
        map.Update(m => ((JsonObject)m["data"]!).Remove("a"));
        map.Fields("creator")!.ToJsonString().ShouldBe("""{"f:data":{".":{},"f:b":{}}}""");
        map.Entry("updater").ShouldBeNull();
    }

    [Fact]
    public void An_update_that_changes_nothing_leaves_no_trace()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        var before = map.Create("""{"data": {"a": "1"}}""").DeepClone();
        map.Clock.Advance(TimeSpan.FromMinutes(1));
        JsonNode.DeepEquals(map.Update(_ => { }), before).ShouldBeTrue();
    }

    [Fact]
    public void Status_written_through_the_subresource_has_an_entry_of_its_own()
    {
        var deployment = ApplyFixture.Of("apps", "v1", "Deployment");
        deployment.Create(Web);
        deployment.Update(d => d["status"] = JsonNode.Parse("""{"replicas": 1, "conditions": [{"type": "Available", "status": "True"}]}"""), "creator", "status");
        deployment.Fields("creator", "status")!.ToJsonString(Compact).ShouldBe(
            """{"f:status":{"f:conditions":{".":{},"k:{\"type\":\"Available\"}":{".":{},"f:status":{},"f:type":{}}},"f:replicas":{}}}""");
        deployment.Entry("creator").ShouldNotBeNull();
    }

    [Fact]
    public void An_empty_list_of_managed_fields_resets_them_and_the_next_update_does_not_start_again()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Create("""{"data": {"a": "1"}}""");
        map.Update(m => m["metadata"]!["managedFields"] = new JsonArray(new JsonObject()));
        map.Live!["metadata"]!["managedFields"].ShouldBeNull();
        map.Update(m => m["data"]!["a"] = "2");
        map.Live!["metadata"]!["managedFields"].ShouldBeNull();
    }

    [Fact]
    public void A_client_that_drops_managed_fields_does_not_lose_them()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Create("""{"data": {"a": "1"}}""");
        map.Update(m => ((JsonObject)m["metadata"]!).Remove("managedFields"));
        map.Entry("creator").ShouldNotBeNull();
    }

    [Fact]
    public void A_custom_resource_has_its_spec_as_a_field_of_its_own()
    {
        var thing = ApplyFixture.Custom("""{"type": "object", "properties": {"spec": {"type": "object", "properties": {"a": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}}}}}""");
        thing.Create("""{"spec": {"a": "1", "tags": ["x"]}}""");
        thing.Fields("creator")!.ToJsonString().ShouldBe("""{"f:spec":{".":{},"f:a":{},"f:tags":{}}}""");
    }

    [Fact]
    public void The_oldest_of_more_than_ten_updaters_share_an_entry()
    {
        var map = ApplyFixture.Of("", "v1", "ConfigMap");
        map.Create("""{"data": {"k": "v"}}""");
        for (var i = 0; i < 12; i++)
        {
            map.Clock.Advance(TimeSpan.FromSeconds(1));
            map.Update(m => m["data"]![$"k{i}"] = "v", $"updater-{i}");
        }
        ((JsonArray)map.Live!["metadata"]!["managedFields"]!).Count.ShouldBe(10);
        map.Fields("ancient-changes")!["f:data"]!["f:k0"].ShouldNotBeNull();
        map.Entry("updater-11").ShouldNotBeNull();
        map.Entry("creator").ShouldBeNull();
    }

    [Fact]
    public void A_manager_without_a_name_is_named_after_its_user_agent()
    {
        Orkestra.DevCluster.Apply.WriteOrigin.DefaultManager("kubectl/v1.35.0 (linux/amd64)").ShouldBe("kubectl");
        Orkestra.DevCluster.Apply.WriteOrigin.DefaultManager(null).ShouldBe("unknown");
    }

    private static System.Text.Json.JsonSerializerOptions Compact { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

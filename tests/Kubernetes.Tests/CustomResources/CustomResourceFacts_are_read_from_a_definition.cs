using Orkestra.Kubernetes.CustomResources;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.CustomResources;

public sealed class CustomResourceFacts_are_read_from_a_definition
{
    private const string Definition = """
        {"metadata":{"name":"widgets.example.com"},
         "spec":{"group":"example.com","scope":"Namespaced","names":{"kind":"Widget","plural":"widgets","shortNames":["wd"]},"versions":[
           {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object"}}}},"subresources":{"status":{},"scale":{}}},
           {"name":"v1beta1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","properties":{"status":{"type":"object"}}}}},
           {"name":"v1alpha2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},
           {"name":"v1alpha1","served":false,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object"}}}}}]},
         "status":{"conditions":[{"type":"Established","status":"True"}]}}
        """;

    [Fact]
    public void All_of_them()
    {
        var facts = CustomResourceFacts.From(Json.Object(Definition));
        (facts.Name, facts.Group, facts.Kind, facts.Plural, facts.Singular, facts.Namespaced, facts.Established, facts.Deleting)
            .ShouldBe(("widgets.example.com", "example.com", "Widget", "widgets", "widget", true, true, false));
        facts.Versions.Select(version => (version.Name, version.Status)).ShouldBe(
            [("v1", StatusHandling.Subresource), ("v1beta1", StatusHandling.MainResource), ("v1alpha2", StatusHandling.MainResource), ("v1alpha1", StatusHandling.Dropped)]);
        facts.StorageVersion!.Name.ShouldBe("v1");
        facts.Version("v1")!.Pruning.Keeps("spec").ShouldBeTrue();
        facts.Version("v1")!.Pruning.Keeps("other").ShouldBeFalse();
    }

    [Fact]
    public void A_served_version_is_a_resource()
    {
        var facts = CustomResourceFacts.From(Json.Object(Definition));
        var resource = facts.ToResource("v1").ShouldNotBeNull();
        (resource.ApiVersion, resource.GroupResource, resource.HasStatus, resource.HasScale, resource.Namespaced).ShouldBe(("example.com/v1", "widgets.example.com", true, true, true));
        facts.ToResource("v1beta1")!.HasStatus.ShouldBeFalse();
        facts.ToResource("v1alpha1").ShouldBeNull();
        facts.ToResource("v9").ShouldBeNull();
    }

    [Fact]
    public void A_definition_that_is_new_or_going_says_so()
    {
        var facts = CustomResourceFacts.From(Json.Object("""{"metadata":{"deletionTimestamp":"2030-01-01T00:00:00Z"},"spec":{"scope":"Cluster"}}"""));
        (facts.Established, facts.Deleting, facts.Namespaced, facts.Versions.Count).ShouldBe((false, true, false, 0));
    }
}

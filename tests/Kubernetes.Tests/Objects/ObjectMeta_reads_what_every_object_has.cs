using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Objects;

public sealed class ObjectMeta_reads_what_every_object_has
{
    [Fact]
    public void Of_a_full_object()
    {
        var obj = Json.Object("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","namespace":"ns","uid":"u","resourceVersion":"7","generation":2,"deletionTimestamp":"2030-01-02T03:04:05Z",
             "labels":{"l":"1"},"annotations":{"n":"2"},"finalizers":["f"],
             "ownerReferences":[{"apiVersion":"v1","kind":"X","name":"x","uid":"1"},{"apiVersion":"e/v1","kind":"Y","name":"y","uid":"2","controller":true,"blockOwnerDeletion":true}]}}
            """);
        (obj.ApiVersion, obj.Kind, obj.ObjectName.ToString(), obj.Uid, obj.ResourceVersion, obj.Generation).ShouldBe(("apps/v1", "Deployment", "ns/a", "u", "7", 2));
        obj.DeletionTimestamp.ShouldBe(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        (obj.Label("l"), obj.Label("x"), obj.Annotation("n")).ShouldBe(("1", null, "2"));
        obj.Finalizers.ShouldBe(["f"]);
        obj.OwnerReferences.Count.ShouldBe(2);
        obj.ControllerReference.ShouldBe(new OwnerReference("e/v1", "Y", "y", "2", true, true));
        GroupVersionKind.Of(obj).ShouldBe(new GroupVersionKind("apps", "v1", "Deployment"));
    }

    [Fact]
    public void Of_an_empty_one()
    {
        var obj = new JsonObject { ["metadata"] = new JsonObject { ["name"] = 3, ["labels"] = "x" } };
        (obj.ApiVersion, obj.Kind, obj.Name, obj.Namespace, obj.Uid, obj.Generation, obj.DeletionTimestamp, obj.Label("a")).ShouldBe(("", "", "", null, "", 0, null, null));
        obj.Finalizers.ShouldBeEmpty();
        obj.ControllerReference.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/v1")]
    [InlineData("a/")]
    [InlineData("a/b/c")]
    public void A_wrong_apiVersion_is_refused(string apiVersion) => Should.Throw<FormatException>(() => GroupVersionKind.Parse(apiVersion, "X"));

    [Fact]
    public void A_core_type_has_no_group() => GroupVersionKind.Parse("v1", "Pod").ShouldBe(new GroupVersionKind("", "v1", "Pod"));
}

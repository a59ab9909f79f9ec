using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Orkestra.Kubernetes.Apply;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Apply;

public sealed class KubernetesEquality_sees_what_the_server_sees
{
    [Theory]
    [InlineData("""{"spec":{"a":1}}""", """{"spec":{"a":1,"b":2},"status":{}}""")]
    [InlineData("""{"spec":{"a":1}}""", """{"spec":{"a":1.0}}""")]
    [InlineData("""{"spec":{"port":80}}""", """{"spec":{"port":"80"}}""")]
    [InlineData("""{"spec":{"port":"80"}}""", """{"spec":{"port":80}}""")]
    [InlineData("""{"spec":{"a":null,"b":"","c":[],"d":{}}}""", "{}")]
    [InlineData("""{"spec":{"a":{"b":{"c":""}}}}""", "{}")]
    [InlineData("""{"spec":{"d":{}}}""", """{"spec":{"d":{"defaulted":true}}}""")]
    [InlineData("""{"spec":{"a":""}}""", """{"spec":{"a":null}}""")]
    [InlineData("""{"metadata":{"creationTimestamp":null}}""", """{"metadata":{"creationTimestamp":"2030-01-01T00:00:00Z"}}""")]
    [InlineData("""{"spec":{"resources":{"limits":{"cpu":"1000m","memory":"1Gi"}}}}""", """{"spec":{"resources":{"limits":{"cpu":"1","memory":"1024Mi"}}}}""")]
    [InlineData("""{"spec":{"resources":{"requests":{"cpu":0.5,"memory":128974848}}}}""", """{"spec":{"resources":{"requests":{"cpu":"500m","memory":"128974848"}}}}""")]
    [InlineData("""{"spec":{"hard":{"pods":"1k"}}}""", """{"spec":{"hard":{"pods":"1e3"}}}""")]
    [InlineData("""{"apiVersion":"autoscaling/v2"}""", """{"apiVersion":"autoscaling/v1"}""")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","stringData":{"a":"b"}}""", """{"apiVersion":"v1","kind":"Secret","data":{"a":"Yg=="}}""")]
    [InlineData("""{"spec":{"list":[{"a":1},{"b":2}]}}""", """{"spec":{"list":[{"a":1,"defaulted":1},{"b":2}]}}""")]
    public void This_is_satisfied(string desired, string live) => KubernetesEquality.Satisfies(Json.Object(desired), Json.Object(live), null).ShouldBeTrue();

    [Theory]
    [InlineData("""{"spec":{"a":1}}""", """{"spec":{"a":2}}""")]
    [InlineData("""{"spec":{"a":1}}""", "{}")]
    [InlineData("""{"spec":{"a":"1"}}""", """{"spec":{"a":"01"}}""")]
    [InlineData("""{"spec":{"a":true}}""", """{"spec":{"a":"true"}}""")]
    [InlineData("""{"spec":{"a":[]}}""", """{"spec":{"a":[1]}}""")]
    [InlineData("""{"spec":{"a":""}}""", """{"spec":{"a":"x"}}""")]
    [InlineData("""{"spec":{"a":false}}""", """{"spec":{}}""")]
    [InlineData("""{"spec":{"a":0}}""", """{"spec":{}}""")]
    [InlineData("""{"spec":{"resources":{"limits":{"cpu":"1000m"}}}}""", """{"spec":{"resources":{"limits":{"cpu":"1001m"}}}}""")]
    [InlineData("""{"data":{"limits":"1000m"}}""", """{"data":{"limits":"1"}}""")]
    [InlineData("""{"data":{"requests":{"cpu":"1000m"}}}""", """{"data":{"requests":{"cpu":"1"}}}""")]
    [InlineData("""{"spec":{"env":[{"name":"A","value":"1000m"}]}}""", """{"spec":{"env":[{"name":"A","value":"1"}]}}""")]
    [InlineData("""{"metadata":{"labels":{"limits":"1000m"}}}""", """{"metadata":{"labels":{"limits":"1"}}}""")]
    [InlineData("""{"apiVersion":"apps/v1"}""", """{"apiVersion":"extensions/v1"}""")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","stringData":{"a":"b"}}""", """{"apiVersion":"v1","kind":"Secret","data":{"a":"Yw=="}}""")]
    [InlineData("""{"spec":{"list":[{"a":1}]}}""", """{"spec":{"list":[{"a":1},{"a":1}]}}""")]
    [InlineData("""{"spec":{"list":[1,2]}}""", """{"spec":{"list":[2,1]}}""")]
    [InlineData("""{"spec":{"a":{"b":1}}}""", """{"spec":{"a":"b"}}""")]
    public void This_is_not(string desired, string live) => KubernetesEquality.Satisfies(Json.Object(desired), Json.Object(live), null).ShouldBeFalse();

    [Fact]
    public void A_default_that_the_server_dropped_is_satisfied_while_we_own_the_field()
    {
        var desired = Json.Object("""{"spec":{"hostNetwork":false,"count":0}}""");
        var live = Json.Object("""{"spec":{}}""");
        KubernetesEquality.Satisfies(desired, live, Owned("""{"f:spec":{"f:hostNetwork":{},"f:count":{}}}""")).ShouldBeTrue();
        KubernetesEquality.Satisfies(desired, live, Owned("""{"f:spec":{"f:count":{}}}""")).ShouldBeFalse();
        KubernetesEquality.Satisfies(desired, Json.Object("""{"spec":{"hostNetwork":true}}"""), Owned("""{"f:spec":{"f:hostNetwork":{},"f:count":{}}}""")).ShouldBeFalse();
    }

    [Fact]
    public void Items_of_keyed_lists_are_found_among_foreign_ones()
    {
        var owned = Owned("""{"f:spec":{"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:port":{}},"k:{\"port\":80,\"protocol\":\"UDP\"}":{".":{},"f:port":{},"f:protocol":{}}}}}""");
        var live = Json.Object("""{"spec":{"ports":[{"port":9,"protocol":"TCP"},{"port":80,"protocol":"UDP","name":"u"},{"port":80,"protocol":"TCP","name":"t"}]}}""");
        KubernetesEquality.Satisfies(Json.Object("""{"spec":{"ports":[{"port":80,"name":"t"},{"port":80,"protocol":"UDP","name":"u"}]}}"""), live, owned).ShouldBeTrue();
        KubernetesEquality.Satisfies(Json.Object("""{"spec":{"ports":[{"port":80,"protocol":"UDP","name":"t"}]}}"""), live, owned).ShouldBeFalse();
        KubernetesEquality.Satisfies(Json.Object("""{"spec":{"ports":[{"port":81,"name":"t"}]}}"""), live, owned).ShouldBeFalse();
    }

    [Fact]
    public void Items_of_sets_are_found_among_foreign_ones()
    {
        var owned = Owned("""{"f:metadata":{"f:finalizers":{"v:\"ours\"":{}}}}""");
        var desired = Json.Object("""{"metadata":{"finalizers":["ours"]}}""");
        KubernetesEquality.Satisfies(desired, Json.Object("""{"metadata":{"finalizers":["theirs","ours"]}}"""), owned).ShouldBeTrue();
        KubernetesEquality.Satisfies(desired, Json.Object("""{"metadata":{"finalizers":["theirs"]}}"""), owned).ShouldBeFalse();
    }

    [Fact]
    public void An_object_satisfies_itself() => Always.Holds(JsonArbitrary.Objects, obj => KubernetesEquality.Satisfies(obj, obj, null));

    [Fact]
    public void An_object_satisfies_itself_in_another_order_of_keys() => Always.Holds(JsonArbitrary.Objects, obj =>
        KubernetesEquality.Satisfies(obj, JsonArbitrary.Shuffled(obj, new Random(2))!.AsObject(), null));

    [Fact]
    public void Another_live_leaf_is_seen() => Always.Holds(JsonArbitrary.Objects, obj =>
    {
        var live = obj.DeepClone().AsObject();
        return JsonArbitrary.Leaves(live).ToList().All(leaf =>
        {
            var old = leaf.Leaf.DeepClone();
            leaf.Set("another");
            var satisfied = KubernetesEquality.Satisfies(obj, live, null);
            leaf.Set(old);
            return !satisfied;
        });
    });

    [Fact]
    public void The_order_of_keyed_items_does_not_matter_and_each_of_their_leaves_does() => Always.Holds(KeyedLists, items =>
    {
        var desired = new JsonObject { ["spec"] = new JsonObject { ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]) } };
        var live = new JsonObject { ["spec"] = new JsonObject { ["items"] = new JsonArray([.. items.Reverse().Select(item => item.DeepClone()).Prepend(new JsonObject { ["name"] = "foreign" })]) } };
        var keys = new JsonObject(items.Select(item => KeyValuePair.Create($"k:{{\"name\":{item["name"]!.ToJsonString()}}}", (JsonNode?)new JsonObject { ["."] = new JsonObject() })));
        var owned = Owned(new JsonObject { ["f:spec"] = new JsonObject { ["f:items"] = keys } }.ToJsonString());
        return KubernetesEquality.Satisfies(desired, live, owned) && JsonArbitrary.Leaves(live["spec"]!["items"]!.AsArray()).Skip(1).ToList().All(leaf =>
        {
            var old = leaf.Leaf.DeepClone();
            leaf.Set("another");
            var satisfied = KubernetesEquality.Satisfies(desired, live, owned);
            leaf.Set(old);
            return !satisfied;
        });
    });

    private static Arbitrary<JsonObject[]> KeyedLists => Arb.From(
        from count in Gen.Choose(1, 4)
        from items in Gen.ArrayOf(JsonArbitrary.Object(1), count)
        select items.Select((item, at) =>
        {
            item["name"] = $"item-{at.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            return item;
        }).ToArray());

    private static OwnedFields Owned(string fields) => OwnedFields.Parse(Encoding.UTF8.GetBytes(fields));
}

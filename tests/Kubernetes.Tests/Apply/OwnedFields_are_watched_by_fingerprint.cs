using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Orkestra.Kubernetes.Apply;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Apply;

public sealed class OwnedFields_are_watched_by_fingerprint
{
    private const string Owned = """
        {"f:metadata":{"f:labels":{"f:app":{}}},
         "f:spec":{"f:replicas":{},"f:selector":{},
          "f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{},
           "f:args":{},"f:ports":{"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{}}}}}}}},
         "f:finalizers":{"v:\"ours\"":{}},"f:list":{"i:1":{}}}
        """;

    private const string Live = """
        {"metadata":{"labels":{"app":"a","other":"x"},"resourceVersion":"1"},
         "spec":{"replicas":3,"selector":{"matchLabels":{"app":"a"}},
          "template":{"spec":{"containers":[
            {"name":"sidecar","image":"s"},
            {"name":"web","image":"i","args":["a","b"],"imagePullPolicy":"Always","ports":[{"containerPort":81,"protocol":"TCP"},{"containerPort":80,"protocol":"TCP"}]}]}}},
         "finalizers":["theirs","ours"],"list":[1,2],"status":{"replicas":3}}
        """;

    public static TheoryData<string> ForeignChanges =>
    [
        """metadata.labels.other="y" """, """metadata.resourceVersion="2" """, """status.replicas=4""", """spec.paused=true""",
        """spec.template.spec.containers.0.image="t" """, """spec.template.spec.containers.1.imagePullPolicy="Never" """,
        """spec.template.spec.containers.1.ports.0.containerPort=82""", """spec.template.spec.containers.1.ports.1.name="http" """, """finalizers.0="others" """, """list.0=7""",
    ];

    public static TheoryData<string> OwnedChanges =>
    [
        """metadata.labels.app="b" """, """metadata.labels.app""", """spec.replicas=4""", """spec.replicas""", """spec.selector.matchLabels.more="x" """,
        """spec.template.spec.containers.1.image="j" """, """spec.template.spec.containers.1.args.0="c" """, """spec.template.spec.containers.1.name="db" """,
        """spec.template.spec.containers.1""", """spec.template.spec.containers.1.ports.1.containerPort=83""", """finalizers.1="others" """, """list.1=7""", """spec""",
    ];

    [Theory]
    [MemberData(nameof(ForeignChanges))]
    public void A_change_elsewhere_keeps_the_fingerprint(string change) => Fingerprint(Changed(change)).ShouldBe(Fingerprint(Json.Object(Live)));

    [Theory]
    [MemberData(nameof(OwnedChanges))]
    public void A_change_of_an_owned_field_changes_the_fingerprint(string change) => Fingerprint(Changed(change)).ShouldNotBe(Fingerprint(Json.Object(Live)));

    [Fact]
    public void The_order_of_keys_and_of_keyed_items_does_not_matter()
    {
        var live = JsonArbitrary.Shuffled(Json.Object(Live), new Random(3))!.AsObject();
        var containers = live["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        var first = containers[0];
        containers.RemoveAt(0);
        containers.Add(first);
        Fingerprint(live).ShouldBe(Fingerprint(Json.Object(Live)));
    }

    [Fact]
    public void The_order_in_fieldsV1_does_not_matter()
    {
        var shuffled = JsonArbitrary.Shuffled(JsonNode.Parse(Owned), new Random(5))!.ToJsonString();
        OwnedFields.Parse(Encoding.UTF8.GetBytes(shuffled)).Fingerprint(Json.Object(Live)).ShouldBe(Fingerprint(Json.Object(Live)));
    }

    [Fact]
    public void The_fingerprint_is_the_same_on_every_machine() => Fingerprint(Json.Object(Live)).ShouldBe(4358099947109559083UL);

    [Fact]
    public void The_spelling_of_the_text_does_not_matter()
    {
        var owned = OwnedFields.Parse("""{"f:a":{},"f:n":{},"f:o":{},"f:l":{"k:{\"name\":\"é\"}":{".":{},"f:x":{}}}}"""u8.ToArray());
        owned.Fingerprint("""{"a":"é<","n":1.0,"o":{"x":1,"y":2},"l":[{"name":"é","x":100}]}"""u8)
            .ShouldBe(owned.Fingerprint("""{ "l":[{"x":1e2,"name":"\u00e9"}], "o":{"y":2,"x":1}, "n":1, "\u0061":"\u00e9\u003c" }"""u8));
    }

    [Theory]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("""{"a":true}""", """{"a":false}""")]
    [InlineData("""{"a":[]}""", """{"a":{}}""")]
    [InlineData("""{"a":["x","y"]}""", """{"a":["y","x"]}""")]
    [InlineData("""{"a":["x"]}""", """{"a":"x"}""")]
    [InlineData("""{"a":{"x":"y"}}""", """{"a":{"y":"x"}}""")]
    [InlineData("""{"a":"x","b":"y"}""", """{"a":"y","b":"x"}""")]
    [InlineData("""{"c":{"d":1}}""", """{"c":1}""")]
    [InlineData("""{"c":{}}""", """{"c":null}""")]
    public void Different_values_have_different_fingerprints(string one, string other)
    {
        var owned = OwnedFields.Parse("""{"f:a":{},"f:b":{},"f:c":{".":{},"f:d":{}}}"""u8.ToArray());
        owned.Fingerprint(Encoding.UTF8.GetBytes(one)).ShouldNotBe(owned.Fingerprint(Encoding.UTF8.GetBytes(other)));
    }

    [Fact]
    public void A_key_that_is_null_wants_the_field_absent()
    {
        var owned = OwnedFields.Parse("""{"f:l":{"k:{\"p\":1,\"q\":null}":{".":{},"f:x":{}}}}"""u8.ToArray());
        owned.Fingerprint("""{"l":[{"p":1,"x":5}]}"""u8).ShouldNotBe(owned.Fingerprint("""{"l":[{"p":1,"x":6}]}"""u8));
        owned.Fingerprint("""{"l":[{"p":1,"q":2,"x":5}]}"""u8).ShouldBe(owned.Fingerprint("""{"l":[{"p":1,"q":2,"x":6}]}"""u8));
    }

    [Fact]
    public void Whatever_an_object_is_its_whole_ownership_sees_every_leaf() => Always.Holds(JsonArbitrary.Objects, obj =>
    {
        var owned = OwnedFields.Parse(Encoding.UTF8.GetBytes(AllOf(obj).ToJsonString()));
        var before = owned.Fingerprint(obj);
        return owned.Fingerprint(JsonArbitrary.Shuffled(obj, new Random(11))!.AsObject()) == before && JsonArbitrary.Leaves(obj).ToList().All(leaf =>
        {
            var old = leaf.Leaf.DeepClone();
            leaf.Set("another");
            var differs = owned.Fingerprint(obj) != before;
            leaf.Set(old);
            return differs;
        });
    });

    [Fact]
    public void Nothing_owned_is_empty()
    {
        OwnedFields.Parse(ReadOnlyMemory<byte>.Empty).IsEmpty.ShouldBeTrue();
        OwnedFields.Parse("{}"u8.ToArray()).IsEmpty.ShouldBeTrue();
        OwnedFields.Parse("""{"f:a":{}}"""u8.ToArray()).IsEmpty.ShouldBeFalse();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"spec":{}}""")]
    [InlineData("""{"f:a":3}""")]
    [InlineData("""{"x:a":{}}""")]
    [InlineData("""{"k:{":{}}""")]
    public void What_is_no_fieldsV1_is_refused(string text) => Should.Throw<JsonException>(() => OwnedFields.Parse(Encoding.UTF8.GetBytes(text)));

    private static ulong Fingerprint(JsonObject live) => OwnedFields.Parse(Encoding.UTF8.GetBytes(Owned)).Fingerprint(live);

    private static JsonObject AllOf(JsonObject obj) =>
        new(obj.Select(pair => KeyValuePair.Create("f:" + pair.Key, (JsonNode?)(pair.Value is JsonObject { Count: > 0 } inner ? AllOf(inner) : new JsonObject()))));

    // "a.b.1.c=json" sets, "a.b" removes.
    private static JsonObject Changed(string change)
    {
        var live = Json.Object(Live);
        var equals = change.IndexOf('=', StringComparison.Ordinal);
        var path = (equals < 0 ? change : change[..equals]).Trim().Split('.');
        JsonNode parent = live;
        foreach (var step in path[..^1])
            parent = (parent is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : parent[step])!;
        var value = equals < 0 ? null : JsonNode.Parse(change[(equals + 1)..]);
        switch (parent)
        {
            case JsonObject obj when equals < 0:
                obj.Remove(path[^1]).ShouldBeTrue();
                break;
            case JsonObject obj:
                obj[path[^1]] = value;
                break;
            case JsonArray array when equals < 0:
                array.RemoveAt(int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture));
                break;
            case JsonArray array:
                array[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
                break;
        }

        return live;
    }
}

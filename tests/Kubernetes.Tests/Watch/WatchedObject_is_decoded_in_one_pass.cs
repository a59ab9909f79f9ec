using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Tests.Apply;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.Kubernetes.Watch;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Watch;

public sealed class WatchedObject_is_decoded_in_one_pass
{
    private const string Fields = """[{"manager":"other","operation":"Apply","fieldsV1":{"f:o":{}}},{"manager":"ork","operation":"Update","fieldsV1":{"f:u":{}}},{"manager":"ork","operation":"Apply","fieldsType":"FieldsV1","fieldsV1":{"f:a":{".":{}}},"subresource":"status"},{"manager":"ork","operation":"Apply","apiVersion":"v1","time":"2030-01-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:mine":{}}},{"manager":"ork","operation":"Apply","subresource":"scale","fieldsV1":{"f:s":{}}},{"manager":"ork","operation":"Update","fieldsV1":{"f:u":{}}},{"manager":"orkestra","operation":"Apply","fieldsV1":{"f:o":{}}}]""";

    [Theory]
    [InlineData("""{"metadata":{"managedFields":#,"name":"a"},"x":1}""", """{"metadata":{"name":"a"},"x":1}""")]
    [InlineData("""{"metadata":{"name":"a","managedFields":#},"x":1}""", """{"metadata":{"name":"a"},"x":1}""")]
    [InlineData("""{"metadata":{"name":"a","managedFields":#,"uid":"u"},"x":1}""", """{"metadata":{"name":"a","uid":"u"},"x":1}""")]
    [InlineData("""{"metadata":{"managedFields":#},"x":1}""", """{"metadata":{},"x":1}""")]
    [InlineData("""{"metadata":{ "managedFields" : # , "name" : "a" },"x":1}""", """{"metadata":{ "name" : "a" },"x":1}""")]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"managedFields":[1]}}""", """{"metadata":{"name":"a"},"spec":{"managedFields":[1]}}""")]
    public void ManagedFields_are_cut_out_and_ours_are_kept(string text, string left)
    {
        var watched = WatchedObject.Decode(Encoding.UTF8.GetBytes(text.Replace("#", Fields, StringComparison.Ordinal)), "ork");
        Encoding.UTF8.GetString(watched.Json.Span).Replace(" ", "", StringComparison.Ordinal).ShouldBe(left.Replace(" ", "", StringComparison.Ordinal));
        Encoding.UTF8.GetString(watched.OwnedFields.Span).ShouldBe(text.Contains('#', StringComparison.Ordinal) ? """{"f:mine":{}}""" : "");
    }

    [Fact]
    public void What_every_object_has_is_read()
    {
        var watched = WatchedObject.Decode("""
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"ns","uid":"u","resourceVersion":"12","generation":3,"deletionTimestamp":"2030-01-01T00:00:00Z",
             "labels":{"app":"web","a/b":"c"},"annotations":{"note":"n"}},"name":"other"}
            """u8, null);
        (watched.Name.ToString(), watched.Uid, watched.ResourceVersion, watched.Generation, watched.Deleting).ShouldBe(("ns/a", "u", "12", 3, true));
        (watched.Label("a/b"), watched.Label("none"), watched.Annotation("note"), watched.Annotation("app")).ShouldBe(("c", null, "n", null));
        watched.Parse()["name"]!.GetValue<string>().ShouldBe("other");
    }

    [Fact]
    public void An_object_of_cluster_scope_has_no_namespace() =>
        WatchedObject.Decode("""{"metadata":{"name":"a","namespace":"","deletionTimestamp":null}}"""u8, null).ShouldSatisfyAllConditions(
            watched => watched.Name.Namespace.ShouldBeNull(), watched => watched.Deleting.ShouldBeFalse(), watched => watched.Label("x").ShouldBeNull());

    [Theory]
    [InlineData("""{"metadata":{"name":"a"}}""", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"}}""")]
    [InlineData("""{"kind":"Deployment","metadata":{"name":"a"}}""", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"}}""")]
    [InlineData("""{"apiVersion":"apps/v1","metadata":{"name":"a"}}""", """{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"a"}}""")]
    [InlineData("""{"apiVersion":"x/v1","kind":"X","metadata":{"name":"a"}}""", """{"apiVersion":"x/v1","kind":"X","metadata":{"name":"a"}}""")]
    public void An_item_of_a_list_gets_the_kind_that_the_server_left_out(string text, string json) =>
        Encoding.UTF8.GetString(WatchedObjectDecoder.Decode(Encoding.UTF8.GetBytes(text), null, Some.Deployments).Json.Span).ShouldBe(json);

    [Fact]
    public void Whatever_the_object_nothing_but_managedFields_is_lost() => Always.Holds(JsonArbitrary.Objects, obj =>
    {
        var full = obj.DeepClone().AsObject();
        full["metadata"] = Json.Object($$"""{"managedFields":{{Fields}},"labels":{{obj.ToJsonString()}},"name":"n"}""");
        var expected = obj.DeepClone().AsObject();
        expected["metadata"] = Json.Object($$"""{"labels":{{obj.ToJsonString()}},"name":"n"}""");
        return CanonicalJson.Hash(WatchedObject.From(full, "ork").Parse()) == CanonicalJson.Hash(expected);
    });

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"metadata":3}""")]
    [InlineData("""{"metadata":{"name":"a"}""")]
    [InlineData("")]
    public void What_is_no_object_is_refused(string text) => Should.Throw<JsonException>(() => WatchedObject.Decode(Encoding.UTF8.GetBytes(text), "ork"));

    [Theory]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"a"}}}""")]
    [InlineData("""{"object":{"metadata":{"name":"a"}},"type":"ADDED"}""")]
    [InlineData("""{ "type" : "ADDED", "object" : {"metadata":{"name":"a"}} }""")]
    public void An_event_is_read_in_any_spelling(string line)
    {
        var one = WatchEventDecoder.Decode(Encoding.UTF8.GetBytes(line), null);
        one.Type.ShouldBe(WatchEventType.Added);
        Encoding.UTF8.GetString(one.Object!.Json.Span).ShouldBe("""{"metadata":{"name":"a"}}""");
    }

    [Theory]
    [InlineData("""{"type":"WHAT","object":{}}""")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"a"}}""")]
    [InlineData("""{}""")]
    public void What_is_no_event_is_refused(string line) => Should.Throw<JsonException>(() => WatchEventDecoder.Decode(Encoding.UTF8.GetBytes(line), null));
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Hooking;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Loading;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Hooking;

/// <summary>What is made of the reply of a remote reconciler.</summary>
public sealed class RemoteReplyTests
{
    private const string Managed = "managedResources: [ { apiVersion: apps/v1, kind: Deployment }, { apiVersion: apps/v1, kind: StatefulSet }, { version: v1, kind: ConfigMap }, { apiVersion: v1, kind: Secret, name: \"{{ .metadata.name }}-s\" }, { apiVersion: v1, kind: Service, namespace: town }, { group: batch, version: v1, kind: Job }, { apiVersion: batch/v1, kind: CronJob }, { apiVersion: v1, kind: ServiceAccount }, { apiVersion: networking.k8s.io/v1, kind: Ingress }, { apiVersion: a.io/v1, kind: Thing } ]";

    [Theory]
    [InlineData("""{ "type": "deployment", "fields": { "name": "d", "image": "a:1", "replicas": 2, "port": 80 } }""", "apps/v1 Deployment d")]
    [InlineData("""{ "type": "StatefulSet", "fields": { "name": "d", "image": "a:1" } }""", "apps/v1 StatefulSet d")]
    [InlineData("""{ "type": "configmap", "fields": { "name": "c", "data": { "a": "{{ .spec.a }}" } } }""", "v1 ConfigMap c")]
    [InlineData("""{ "type": "secret", "fields": { "name": "corner-s", "data": { "a": "b" } } }""", "v1 Secret corner-s")]
    [InlineData("""{ "type": "service", "fields": { "name": "s", "port": 80 } }""", "v1 Service s")]
    [InlineData("""{ "type": "serviceaccount", "fields": { "name": "a" } }""", "v1 ServiceAccount a")]
    [InlineData("""{ "type": "job", "fields": { "name": "j", "image": "a:1" } }""", "batch/v1 Job j")]
    [InlineData("""{ "type": "cronjob", "fields": { "name": "j", "image": "a:1", "schedule": "0 2 * * *" } }""", "batch/v1 CronJob j")]
    [InlineData("""{ "type": "ingress", "fields": { "name": "i", "spec": {} } }""", "networking.k8s.io/v1 Ingress i")]
    [InlineData("""{ "type": "custom", "fields": { "apiVersion": "a.io/v1", "kind": "Thing", "metadata": { "name": "t" }, "spec": { "a": 1 } } }""", "a.io/v1 Thing t")]
    [InlineData("""{ "apiVersion": "a.io/v1", "kind": "Thing", "metadata": { "name": "t", "uid": "x" }, "spec": { "a": 1 }, "status": {} }""", "a.io/v1 Thing t")]
    public async Task Every_type_of_the_format_is_made(string resource, string expected)
    {
        var rendered = await RenderAsync($$"""{ "resources": [ {{resource}} ] }""");

        var child = rendered.Children.ShouldHaveSingleItem();
        $"{child.ApiVersion} {child.Kind} {child.Name}".ShouldBe(expected);
        child.Entry.Path.ShouldBe("remote");
        child.Entry.Mode.ShouldBe(child.Kind is "Job" ? ApplyMode.CreateOnce : ApplyMode.Apply);
        child.Object!["metadata"]!["uid"].ShouldBeNull();
        child.Object["status"].ShouldBeNull();
        rendered.NamesComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Texts_with_braces_are_no_templates_and_forceConflict_is_of_each_resource()
    {
        var rendered = await RenderAsync("""{ "resources": [ { "type": "configmap", "forceConflict": false, "fields": { "name": "c", "labels": { "a": "b" }, "data": { "a": "{{ .spec.a }}" } } } ] }""");

        var child = rendered.Children.ShouldHaveSingleItem();
        child.Object!["data"].ShouldBeJson("""{ "a": "{{ .spec.a }}" }""");
        child.Object["metadata"]!["labels"].ShouldBeJson("""{ "a": "b" }""");
        child.Entry.ForceConflict.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "type": "daemonset", "fields": { "name": "d" } }""", "there is no type daemonset; types are deployment, ")]
    [InlineData("""{ "type": "configmap" }""", "the configmap has no fields")]
    [InlineData("""{ "type": "configmap", "fields": { "name": "c", "dta": {} } }""", "a configmap has no field dta")]
    [InlineData("""{ "type": "configmap", "fields": { "name": "c", "when": [] } }""", "when has no place in a reply")]
    [InlineData("""{ "type": "configmap", "fields": { "name": "C c" } }""", "the name C c is no name that Kubernetes takes")]
    [InlineData("""{ "fields": {} }""", "it has neither type and fields nor apiVersion and kind")]
    [InlineData("""{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "p" } }""", "it makes the v1 Pod p, which remote.managedResources does not declare")]
    [InlineData("""{ "type": "secret", "fields": { "name": "other" } }""", "it makes the v1 Secret other, which remote.managedResources does not declare")]
    [InlineData("""{ "type": "service", "fields": { "name": "s", "namespace": "city", "port": 80 } }""", "it makes the v1 Service city/s, which remote.managedResources does not declare")]
    [InlineData("""{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": {} }""", "the ConfigMap has no name")]
    public async Task What_cannot_or_must_not_be_made_is_refused_by_its_place_in_the_reply(string resource, string expected)
    {
        var failure = (await Should.ThrowAsync<RenderException>(() => RenderAsync($$"""{ "resources": [ {{resource}} ] }"""))).Failures.ShouldHaveSingleItem();

        failure.EntryPath.ShouldBe("remote.resources[0]");
        failure.Message.ShouldStartWith(expected);
    }

    [Theory]
    [InlineData("no json", "remote: POST http://remote.test/r: the reply is no JSON object")]
    [InlineData("[]", "remote: POST http://remote.test/r: the reply is no JSON object")]
    [InlineData("""{ "result": "fine" }""", "remote: POST http://remote.test/r: the result is ok, requeue or error, and this is fine")]
    [InlineData("""{ "requeueAfter": "soon" }""", "remote: POST http://remote.test/r: requeueAfter is no duration such as 30s")]
    [InlineData("""{ "resources": {} }""", "remote: POST http://remote.test/r: resources is no list")]
    [InlineData("""{ "status": [] }""", "remote: POST http://remote.test/r: status is no object")]
    public async Task What_is_no_reply_is_refused(string body, string expected)
    {
        var refused = await Should.ThrowAsync<ReconcileFailedException>(() => RenderAsync(body));

        (refused.Reason, refused.Message).ShouldBe(("ReplyRefused", expected));
    }

    [Fact]
    public async Task A_child_that_is_declared_too_is_a_mistake()
    {
        var error = await Should.ThrowAsync<RenderException>(() => RenderAsync("""{ "resources": [ { "type": "configmap", "fields": { "name": "c" } } ] }""", "onReconcile: { configMaps: [ { name: c, data: { a: b } } ] }"));

        error.Message.ShouldContain("yields the same ConfigMap c in this pass");
    }

    [Fact]
    public async Task Without_an_outside_it_is_not_asked_and_nothing_is_known_of_other_children()
    {
        var rendered = EntryRenderer.RenderChildren(await EntryAsync(""), Render.Context());

        rendered.Children.ShouldBeEmpty();
        rendered.NamesComplete.ShouldBeFalse();
    }

    [Theory]
    [InlineData("remote: { managedResources: [] }", "ORK1007 9:26 spec.crds.shop.operatorBox.remote")]
    [InlineData("remote: { endpoint: \"http://a\", type: grpc }", "ORK1010")]
    [InlineData("remote: { endpoint: \"http://a\", managedResources: [ { kind: A } ] }", "ORK1007")]
    [InlineData("remote: { endpoint: \"http://a/{{ randomHex 4 }}\" }", "ORK1010")]
    [InlineData("hooks: { args: {} }", "ORK1007")]
    public async Task A_mistake_in_the_file_is_told(string box, string finding) =>
        (await Found.InAsync(Found.Box(box))).Where(found => !found.StartsWith("ORK103", StringComparison.Ordinal)).ShouldContain(found => found.StartsWith(finding.Split(' ')[0], StringComparison.Ordinal));

    private static Task<CrdEntry> EntryAsync(string more) => Render.EntryAsync($"remote: {{ endpoint: \"http://remote.test/r\", {Managed} }}\n{more}");

    private static async Task<RenderedChildren> RenderAsync(string body, string more = "") =>
        EntryRenderer.RenderChildren(await EntryAsync(more), Render.Context("""{ "a": "b" }""") with { External = new Always(new ExternalAnswer(200, body, "")), IsHeld = true });

    private sealed class Always(ExternalAnswer answer) : IExternalAnswers
    {
        public ExternalAnswer Ask(ExternalRequest request)
        {
            JsonNode.Parse(request.Body!)!["object"].ShouldNotBeNull();
            return answer;
        }

        public ExternalAnswer? Find(string path) => null;
    }
}

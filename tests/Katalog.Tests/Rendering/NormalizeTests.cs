using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

public sealed class NormalizeTests
{
    private const string Box = """
        reconcile:
          normalize:
            audit: true
            spec:
              image: "reg/{{ .spec.image }}"
              size.cpu: '{{ default 1 .spec.size.cpu }}'
              full: "{{ .spec.image }}-{{ .metadata.name }}"
              gone: "{{ .spec.none }}"
          onReconcile:
            configMaps: [ { data: { image: "{{ .spec.image }}", cpu: "{{ .spec.size.cpu }}", kept: "{{ .spec.size.kept }}", full: "{{ .spec.full }}" } } ]
        emit:
          status:
            fields:
              - { path: image, value: "{{ .spec.image }}" }
              - { path: cpu, value: "{{ .spec.size.cpu }}" }
              - { path: changes, value: "{{ toJson ._normalizeChanges }}" }
        """;

    [Fact]
    public async Task Children_and_status_see_normalised_values_and_the_custom_resource_stays_as_it_is()
    {
        var entry = await Render.EntryAsync(Box);
        var context = Render.Context("""{ "image": "nginx", "size": { "kept": "yes" } }""");
        var before = context.CustomResource.ToJsonString();

        EntryRenderer.RenderChildren(entry, context).Children.ShouldHaveSingleItem().Object!["data"].ShouldBeYaml("{ image: reg/nginx, cpu: \"1\", kept: \"yes\", full: nginx-corner }");
        var status = EntryRenderer.RenderStatus(entry, context, passSucceeded: true).Fields;
        status["image"]!.ToString().ShouldBe("reg/nginx");
        status["cpu"]!.GetValue<long>().ShouldBe(1);
        status["changes"]!.ToString().ShouldBe("""{"image":{"from":"nginx","to":"reg/nginx"},"size.cpu":{"from":null,"to":1},"full":{"from":null,"to":"nginx-corner"}}""");
        context.CustomResource.ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task Values_that_are_as_they_should_be_are_no_changes()
    {
        var entry = await Render.EntryAsync("reconcile: { normalize: { audit: true, spec: { a: \"{{ .spec.a }}\" } } }\nstatus: { fields: [ { path: changed, value: \"{{ notEmpty ._normalizeChanges }}\" } ] }");

        EntryRenderer.RenderStatus(entry, Render.Context("""{ "a": 1 }"""), passSucceeded: true).Fields.ShouldBeJson("""{ "changed": false }""");
    }

    [Fact]
    public async Task A_value_that_cannot_be_rendered_fails_the_pass_and_not_the_status()
    {
        var entry = await Render.EntryAsync("reconcile: { normalize: { spec: { a.b: \"{{ index .spec.list 5 }}\" } }, onReconcile: { configMaps: [ {} ] } }\nstatus: { fields: [ { path: x, value: \"1\" } ] }");
        var context = Render.Context("""{ "list": [] }""");

        var failure = Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, context)).Failures.ShouldHaveSingleItem();
        failure.EntryPath.ShouldBe("normalize.spec.a.b");
        failure.Place.YamlPath.ShouldBe("spec.crds.shop.operatorBox.reconcile.normalize.spec[\"a.b\"]");
        var status = EntryRenderer.RenderStatus(entry, context, passSucceeded: true);
        status.Fields.ShouldBeJson("""{ "x": 1 }""");
        status.Failures.ShouldHaveSingleItem().EntryPath.ShouldBe("normalize.spec.a.b");
    }

    [Fact]
    public async Task What_normalising_reads_is_known()
    {
        var entry = await Render.EntryAsync("reconcile: { normalize: { spec: { a: \"{{ .status.phase }}{{ timeSince .metadata.at }}\" } } }");

        entry.Reads.Status.Paths.ShouldHaveSingleItem().ShouldBe(["phase"]);
        entry.Reads.ReadsTime.ShouldBeTrue();
    }

    [Theory]
    [InlineData("operatorBox:\n  reconcile: { normalize: { spec: { a..b: x } } }", "ORK1021")]
    [InlineData("operatorBox:\n  reconcile: { normalize: { spec: { a: x, a.b: y } } }", "ORK1020")]
    [InlineData("operatorBox:\n  reconcile: { normalize: { specs: {} } }", "ORK1003")]
    [InlineData("operatorBox:\n  reconcile: { normalize: { spec: { a: \"{{ randomHex 3 }}\" } } }", "ORK1032")]
    [InlineData("normalize: { spec: { a: b } }\noperatorBox:\n  reconcile: { normalize: { spec: { a: b } } }", "ORK1020")]
    public async Task A_mistake_in_normalize_is_told(string lines, string id) => (await Found.InAsync(Found.Entry(lines))).ShouldHaveSingleItem().ShouldStartWith(id);
}

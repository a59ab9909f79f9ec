using Orkestra.Katalog.Model;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>What an entry reads is known from its definition, because it decides what is kept and what wakes a pass.</summary>
public sealed class ReadsTests
{
    [Fact]
    public async Task An_entry_that_reads_the_spec_only_reads_nothing_else()
    {
        var reads = await ReadsAsync("{ path: a, value: \"{{ .spec.a }}\" }");

        reads.Children.ShouldBeEmpty();
        (reads.ReadsAllChildren, reads.ReadsTime, reads.Status.IsEmpty).ShouldBe((false, false, true));
    }

    [Fact]
    public async Task Paths_of_templates_and_conditions_are_united()
    {
        var reads = await ReadsAsync("{ path: a, value: \"{{ .children.pod.status.phase }} {{ .status.a.b }}\", when: [ { field: children.pod.spec.x, equals: y }, { field: status.c, operator: exists } ] }");

        Shown(reads.OfChild("Pod", false)).ShouldBe("spec.x status.phase");
        Shown(reads.Status).ShouldBe("a.b c");
        reads.OfChild("Deployment", false).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_child_that_is_only_asked_for_is_known_without_its_parts()
    {
        var reads = await ReadsAsync("{ path: a, value: \"{{ if .children.pod }}x{{ end }}\" }");

        reads.Children.Keys.ShouldContain("pod");
        reads.OfChild("Pod", false).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Children_by_name_are_read_by_kind()
    {
        var reads = await ReadsAsync("{ path: a, value: \"{{ .children.pods.web.status.phase }}\" }");

        Shown(reads.OfChild("Pod", false)).ShouldBe("status.phase");
    }

    [Fact]
    public async Task What_custom_entries_made_is_read_under_custom()
    {
        var reads = await ReadsAsync("{ path: a, value: \"{{ .children.custom.status.phase }}\" }");

        Shown(reads.OfChild("Certificate", isCustom: true)).ShouldBe("status.phase");
        reads.OfChild("Certificate", isCustom: false).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task The_whole_context_reads_everything()
    {
        var reads = await ReadsAsync("{ path: a, value: \"{{ toJson . }}\" }");

        reads.OfChild("Anything", false).IsWhole.ShouldBeTrue();
        reads.Status.IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Clocks_are_read_by_functions_and_conditions()
    {
        (await ReadsAsync("{ path: a, value: \"{{ timeSince .metadata.creationTimestamp }}\" }")).ReadsTime.ShouldBeTrue();
        (await ReadsAsync("{ path: a, value: b, when: [ { time: { after: \"08:00\", before: \"18:00\" } } ] }")).ReadsTime.ShouldBeTrue();
    }

    [Fact]
    public async Task A_forEach_over_the_status_reads_it()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps: [ { name: \"x-{{ .item }}\", forEach: { field: status.zones } } ]");

        Shown(entry.Reads.Status).ShouldBe("zones");
    }

    [Fact]
    public async Task Kinds_are_known_unless_they_are_templates()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  services: [ { port: 80 } ]\n  configMaps: [ { name: a }, { name: b } ]\n  custom: [ { apiVersion: a.b/v1, kind: C, metadata: { name: c } } ]");
        entry.Reads.StaticKinds.Select(kind => $"{kind.ApiVersion} {kind.Kind}").ShouldBe(["v1 ConfigMap", "a.b/v1 C", "v1 Service"]);

        (await Render.EntryAsync("onReconcile:\n  custom: [ { apiVersion: a.b/v1, kind: \"{{ .spec.kind }}\", metadata: { name: c } } ]")).Reads.StaticKinds.ShouldBeEmpty();
    }

    private static string Shown(Projection projection) => string.Join(' ', projection.Paths.Select(path => string.Join('.', path)));

    private static async Task<EntryReads> ReadsAsync(string field) => (await Render.EntryAsync($"status:\n  fields:\n    - {field}")).Reads;
}

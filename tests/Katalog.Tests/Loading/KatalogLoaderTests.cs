using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

public sealed class KatalogLoaderTests
{
    private const string Head = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: shops, version: 1.10, description: d }\nspec:\n  crds:\n";

    [Fact]
    public async Task How_much_a_changed_definition_may_prune_is_read_and_ten_by_default()
    {
        (await LoadAsync(Found.Entry("operatorBox: { reconcile: { prune: { maxCRs: 3 } } }"))).PruneMaxResources.ShouldBe(3);
        (await LoadAsync(Found.Entry("operatorBox: { prune: { maxCRs: 0 } }"))).PruneMaxResources.ShouldBe(0);
        (await LoadAsync(Found.Entry("operatorBox: {}"))).PruneMaxResources.ShouldBe(10);
    }

    [Fact]
    public async Task What_is_not_given_has_its_default()
    {
        var entry = await LoadAsync(Found.Entry("operatorBox: {}"));

        (entry.Name, entry.Enabled, entry.Namespaced, entry.Workers, entry.Resync, entry.FailureThreshold, entry.MaxDepth, entry.ForceConflict)
            .ShouldBe(("shop", true, true, 3, TimeSpan.FromSeconds(30), 5, 0, true));
        entry.Types.ShouldBe(new ApiTypes("example.io", "v1", "Shop", "shops"));
        (entry.Namespace, entry.LabelSelector, entry.FieldSelector, entry.IgnoreStatusPatch, entry.IgnoreObservedGeneration, entry.RemoveFinalizers).ShouldBe((null, null, null, false, false, false));
        entry.Resources.ShouldBeEmpty();
        entry.Status.Conditions.ShouldBeTrue();
        entry.Crd.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(
        """
        workers: 7
        resync: 1m30s
        queue: { failureThreshold: 2 }
        forceConflict: false
        allowedNamespaces: [ a ]
        restrictedNamespaces: [ b ]
        ignoreStatusPatch: true
        ignoreObservedGeneration: true
        removeFinalizers: true
        operatorBox:
          default: true
          finalizers: [ x/y ]
          status: { fields: [ { path: phase, value: Running } ] }
          onCreate: { configMaps: [ { name: a } ] }
        """)]
    [InlineData(
        """
        operatorBox:
          reconciler: { workers: 7, resync: 1m30s, queue: { failureThreshold: 2 }, forceConflict: false }
          allowedNamespaces: [ a ]
          restrictedNamespaces: [ b ]
          ignoreStatusPatch: true
          ignoreObservedGeneration: true
          removeFinalizers: true
          finalizers: [ x/y ]
          status: { fields: [ { path: phase, value: Running } ] }
          onCreate: { configMaps: [ { name: a } ] }
        """)]
    [InlineData(
        """
        operatorBox:
          observe: {}
          runtime: { allowedNamespaces: [ a ], restrictedNamespaces: [ b ], ignoreStatusPatch: true, ignoreObservedGeneration: true, removeFinalizers: true, finalizers: [ x/y ] }
          reconcile:
            workers: 7
            resync: 1m30s
            queue: { failureThreshold: 2 }
            forceConflict: false
            onCreate: { configMaps: [ { name: a } ] }
          emit: { status: { fields: [ { path: phase, value: Running } ] } }
        """)]
    public async Task Every_spelling_gives_the_same_box(string lines)
    {
        var entry = await LoadAsync(Found.Entry(lines));

        (entry.Workers, entry.Resync, entry.FailureThreshold, entry.ForceConflict).ShouldBe((7, TimeSpan.FromSeconds(90), 2, false));
        (entry.IgnoreStatusPatch, entry.IgnoreObservedGeneration, entry.RemoveFinalizers).ShouldBe((true, true, true));
        entry.AllowedNamespaces.ShouldBe(["a"]);
        entry.RestrictedNamespaces.ShouldBe(["b"]);
        entry.Finalizers.ShouldBe(["x/y"]);
        entry.Status.Fields.ShouldHaveSingleItem().Path.ShouldBe(["phase"]);
        var resource = entry.Resources.ShouldHaveSingleItem();
        (resource.Path, resource.Key, resource.Mode, resource.ForceConflict).ShouldBe(("onCreate.configMaps[0]", "configMaps", ApplyMode.CreateOnce, false));
        resource.Kind.ShouldBe(new KindReference("v1", "ConfigMap"));
    }

    [Fact]
    public async Task The_oldest_form_is_a_list_with_names()
    {
        var result = await Sources.WithCrd().LoadAsync("apiVersion: orkestra.konductor.io/v1Alpha\nkind: Katalog\nmetadata: { name: shops }\nspec:\n  crds:\n    - { name: b, crdFile: crd.yaml, enabled: false }\n    - { name: a, crdFile: crd.yaml }\n");

        result.Katalog.ShouldNotBeNull().Entries.Select(entry => (entry.Name, entry.Enabled)).ShouldBe([("b", false), ("a", true)]);
    }

    [Fact]
    public async Task The_renamed_product_is_read_too()
    {
        var result = await Sources.WithCrd().LoadAsync("apiVersion: inrun.dev/v1\nkind: Catalog\nmetadata: { name: shops, version: 1.10, description: d }\nspec:\n  crds:\n    shop: { crdFile: crd.yaml }\n");

        var katalog = result.Katalog.ShouldNotBeNull();
        (katalog.Name, katalog.Version, katalog.Description).ShouldBe(("shops", "1.10", "d"));
    }

    [Theory]
    [InlineData("{ apiTypes: { group: a.b, version: v2, kind: Policy } }", "a.b", "v2", "Policy", "policies", true)]
    [InlineData("{ apiTypes: { group: a.b, version: v2, kind: Box, plural: boxen }, namespaced: false }", "a.b", "v2", "Box", "boxen", false)]
    [InlineData("{ apiTypes: { kind: Namespace } }", "", "v1", "Namespace", "namespaces", false)]
    [InlineData("{ apiTypes: { kind: Deployment } }", "apps", "v1", "Deployment", "deployments", true)]
    public async Task A_type_can_be_given_without_a_CRD(string entry, string group, string version, string kind, string plural, bool namespaced)
    {
        var loaded = await LoadAsync($"{Head}    x: {entry}\n");

        loaded.Types.ShouldBe(new ApiTypes(group, version, kind, plural));
        loaded.Namespaced.ShouldBe(namespaced);
        loaded.Crd.ShouldBeNull();
    }

    [Fact]
    public async Task Of_a_CRD_the_stored_version_is_watched_unless_another_is_asked_for()
    {
        var crd = Sources.Crd.Replace("- { name: v1,", "- { name: v0, served: false, storage: false }\n    - { name: v2, served: true, storage: false }\n    - { name: v1,", StringComparison.Ordinal);
        var sources = new Sources().With("crd.yaml", crd);

        (await LoadAsync(Found.Entry("workers: 3"), sources)).Types.Version.ShouldBe("v1");
        (await LoadAsync(Found.Entry("apiTypes: { version: v2 }"), sources)).Types.Version.ShouldBe("v2");
        (await Found.InAsync(Found.Entry("apiTypes: { version: v0 }"), sources)).ShouldBe(["ORK1016 8:28 spec.crds.shop.apiTypes.version"]);
    }

    [Fact]
    public async Task Samples_can_be_several_in_one_file()
    {
        var sources = Sources.WithCrd().With("cr.yaml", "kind: Shop\nmetadata: { name: a }\n---\n# nothing\n---\nkind: Shop\nmetadata: { name: b }\n");

        (await LoadAsync(Found.Entry("crFiles: [ ./cr.yaml ]"), sources)).Samples.Select(sample => sample["metadata"]!["name"]!.ToString()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Finalizers_of_the_file_are_those_of_every_entry() =>
        (await LoadAsync("apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: s }\nspec:\n  finalizers: [ a/b ]\n  crds:\n    x: { crdFile: crd.yaml, operatorBox: { finalizers: [ a/b, c/d ] } }\n")).Finalizers.ShouldBe(["a/b", "c/d"]);

    [Fact]
    public async Task Anchors_and_merge_keys_are_followed()
    {
        var entry = await LoadAsync(Found.Box("onReconcile:\n  configMaps:\n    - &base { name: a, data: { x: \"1\" } }\n    - { <<: *base, name: b }"));

        entry.Resources.Select(resource => resource.Body!.Name!.ConstantText).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Flags_of_an_entry_are_read()
    {
        var entry = (await LoadAsync(Found.Box("onReconcile:\n  configMaps: [ { name: a, prune: true, adopt: true, forceConflict: false } ]"))).Resources.ShouldHaveSingleItem();

        (entry.Prune, entry.Adopt, entry.ForceConflict).ShouldBe((true, true, false));
    }

    [Fact]
    public async Task A_key_that_asks_for_nothing_is_not_refused() =>
        (await Found.InAsync(Found.Entry("dependsOn: []\nenrichAll: false\nadmission:\noperatorBox:\n  onDelete: {}"))).ShouldBeEmpty();

    [Fact]
    public async Task The_revision_changes_with_the_definition_only()
    {
        var one = await LoadAsync(Found.Entry("workers: 3"));
        var same = await LoadAsync(Found.Entry("# a comment\nworkers: 3"));
        var other = await LoadAsync(Found.Entry("workers: 4"));
        var otherCrd = await LoadAsync(Found.Entry("workers: 3"), new Sources().With("crd.yaml", Sources.Crd.Replace("singular: shop", "singular: shoppe", StringComparison.Ordinal)));

        same.Revision.ShouldBe(one.Revision);
        other.Revision.ShouldNotBe(one.Revision);
        otherCrd.Revision.ShouldNotBe(one.Revision);
    }

    [Fact]
    public async Task Notes_are_functions_in_both_forms()
    {
        const string Box = "\n    shop: { crdFile: crd.yaml, operatorBox: { status: { fields: [ { path: h, value: \"{{ host }}\" } ] } } }\n";
        foreach (var notes in new[] { "notes: [ { name: host, expression: \"{{ .metadata.name }}!\" } ]", "notes: { functions: [ { name: host, expression: \"{{ .metadata.name }}!\" } ] }" })
        {
            var entry = await LoadAsync(Head + Box + notes);
            Katalog.Rendering.EntryRenderer.RenderStatus(entry, Render.Context(), true).Fields.ShouldBeJson("""{ "h": "corner!" }""");
        }
    }

    [Theory]
    [InlineData("notes: [ { name: host, expression: \"{{ .a | nothing }}\" } ]", "ORK1102 7:45 notes[0].expression")]
    [InlineData("notes: [ { name: a, expression: x }, { name: a, expression: y } ]", "ORK1109 7:46 notes[1].name")]
    public async Task A_mistake_in_a_note_is_told(string notes, string finding) =>
        (await Found.InAsync($"{Head}    shop: {{ crdFile: crd.yaml }}\n{notes}\n")).ShouldBe([finding]);

    [Theory]
    [InlineData("{ path: a, value: \"{{ .spec.a\" }", "ORK1101", "11:")]
    [InlineData("{ path: a, value: \"ab {{ nothing }}\" }", "ORK1102", "11:40")]
    [InlineData("{ path: a, value: 'it''s {{ nothing }}' }", "ORK1102", "11:43")]
    [InlineData("{ path: a, value: \"\\\"\\u0041{{ nothing }}\" }", "ORK1102", "11:45")]
    [InlineData("{ path: a, value: b, when: [ { field: spec.a, operator: like, value: x } ] }", "ORK1130", "11:71")]
    public async Task A_mistake_in_a_template_or_condition_is_told_at_its_place(string field, string id, string place)
    {
        var found = (await Found.InAsync(Found.Box($"status:\n  fields:\n    - {field}"))).ShouldHaveSingleItem();

        found.ShouldStartWith($"{id} {place}");
    }

    [Fact]
    public async Task A_place_in_a_block_of_text_is_the_line_in_the_file()
    {
        var found = await Found.InAsync(Found.Box("onReconcile:\n  configMaps:\n    - name: a\n      data:\n        text: |\n          first\n            second {{ nothing }}"));

        found.ShouldBe(["ORK1102 15:31 spec.crds.shop.operatorBox.onReconcile.configMaps[0].data.text"]);
    }

    [Fact]
    public async Task Files_are_read_from_the_folder_of_the_file_that_names_them()
    {
        var folder = Directory.CreateTempSubdirectory("katalog-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "sub", "crds"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sub", "crds", "crd.yaml"), Sources.Crd);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sub", "katalog.yaml"), $"{Head}    shop: {{ crdFile: crds/crd.yaml }}\n");

            var result = await new KatalogLoader(new FileSourceReader(folder.FullName)).LoadAsync("sub/katalog.yaml", CancellationToken.None);

            result.Diagnostics.ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("none.yaml", "no such file")]
    [InlineData(".", "it is a folder, not a file")]
    [InlineData("https://example.io/katalog.yaml", "only files can be read here")]
    [InlineData("\0", "")]
    public async Task What_cannot_be_read_says_why(string reference, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("katalog-");
        try
        {
            var e = await Should.ThrowAsync<SourceNotFoundException>(async () => await new FileSourceReader(folder.FullName).ReadAsync(reference, null, CancellationToken.None));
            e.Reason.ShouldContain(reason);
        }
        finally
        {
            folder.Delete();
        }
    }

    private static async Task<CrdEntry> LoadAsync(string katalog, Sources? sources = null)
    {
        var result = await (sources ?? Sources.WithCrd()).LoadAsync(katalog);
        Found.But(result).Select(found => found.ToString()).ShouldBeEmpty();
        return result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem();
    }
}

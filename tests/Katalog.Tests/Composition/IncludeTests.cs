using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Composition;

/// <summary>A block can stand in a file of its own.</summary>
public sealed class IncludeTests
{
    private const string Rest = "spec:\n  crds:\n    shop:\n      crdFile: crd.yaml\n";

    [Fact]
    public async Task A_status_is_put_together_of_fragments_and_its_own_fields()
    {
        var files = new Files()
            .With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        emit:\n          status:\n            include: [ include/a.yaml, include/b.yaml ]\n            fields: [ { path: own, value: c } ]\n")
            .With("include/a.yaml", "fields:\n  - { path: one, value: a }\n")
            .With("include/b.yaml", "- { path: two, value: b }\n");

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        entry.Status.Fields.Select(field => field.Path[0]).ShouldBe(["one", "two", "own"]);
        entry.Status.Fields[0].Place.File.ShouldBe("include/a.yaml");
        EntryRenderer.RenderStatus(entry, Render.Context(), passSucceeded: true).Fields.ShouldBeJson("""{ "one": "a", "two": "b", "own": "c" }""");
    }

    [Fact]
    public async Task Rules_come_from_a_fragment()
    {
        var files = new Files()
            .With("katalog.yaml", Files.Head + Rest + "      admission:\n        validation: { include: ./rules.yaml }\n        mutation: { include: ./mutation.yaml }\n      operatorBox: {}\n")
            .With("rules.yaml", "rules:\n  - { field: spec.image, operator: exists, message: no }\n")
            .With("mutation.yaml", "rules: [ { field: spec.size, default: s } ]\n");

        var admission = (await files.CleanAsync()).Entries.ShouldHaveSingleItem().Admission;

        admission.Validation.ShouldHaveSingleItem().Place.File.ShouldBe("rules.yaml");
        admission.Mutation.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_reconcile_block_its_notes_and_its_profiles_can_be_included()
    {
        var files = new Files()
            .With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        reconcile: { include: box/reconcile.yaml, workers: 4 }\nnotes: { include: notes.yaml }\nprofiles: { include: profiles.yaml }\n")
            .With("box/reconcile.yaml", "workers: 9\nresync: 1m\nonReconcile:\n  deployments:\n    - { image: a, labels: { n: \"{{ greeting }}\" }, resources: { profile: own } }\n")
            .With("notes.yaml", "- { name: greeting, expression: \"{{ .metadata.name }}!\" }\n")
            .With("profiles.yaml", "resources: { own: { limits: { cpu: \"1\" } } }\n");

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        (entry.Workers, entry.Resync).ShouldBe((4, TimeSpan.FromMinutes(1)));
        entry.Resources.ShouldHaveSingleItem().Place.File.ShouldBe("box/reconcile.yaml");
    }

    [Fact]
    public async Task A_fragment_includes_another_one_from_where_it_is()
    {
        var files = new Files()
            .With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        emit: { status: { include: include/a.yaml } }\n")
            .With("include/a.yaml", "include: ../more/b.yaml\nfields: [ { path: one, value: a } ]\n")
            .With("more/b.yaml", "fields: [ { path: two, value: b } ]\n");

        (await files.CleanAsync()).Entries[0].Status.Fields.Select(field => field.Path[0]).ShouldBe(["two", "one"]);
    }

    [Fact]
    public async Task A_mistake_in_a_fragment_is_told_where_it_is_written()
    {
        var files = new Files()
            .With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        emit: { status: { include: s.yaml } }\n")
            .With("s.yaml", "fields:\n  - { path: one, valu: a }\n  - path: two\n    value: \"{{ .spec.a | nothing }}\"\n");

        (await files.FindingsAsync()).ShouldBe(["s.yaml:2:5 ORK1007", "s.yaml:2:18 ORK1003", "s.yaml:4:26 ORK1102"]);
    }

    [Fact]
    public async Task Files_that_include_each_other_are_refused_with_their_path()
    {
        var files = new Files()
            .With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        emit: { status: { include: a.yaml } }\n")
            .With("a.yaml", "include: b.yaml\n")
            .With("b.yaml", "include: a.yaml\n");

        var found = await files.FindingAsync();

        found.Place.ToString().ShouldBe("b.yaml:1:10");
        found.Message.ShouldBe("files include each other in a circle: a.yaml → b.yaml → a.yaml");
    }

    [Theory]
    [InlineData("../secret.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../secret.yaml")]
    [InlineData("https://example.io/a.yaml")]
    [InlineData("..")]
    public async Task A_fragment_outside_the_folder_is_refused_and_not_read(string path)
    {
        var files = new Files().With("sub/katalog.yaml", Files.Head + "spec:\n  crds:\n    shop:\n      crdFile: ../crd.yaml\n" + $"      operatorBox:\n        emit: {{ status: {{ include: {path} }} }}\n").With("secret.yaml", "fields: []\n");

        var found = await files.FindingAsync("sub/katalog.yaml");

        found.Id.ShouldBe("ORK1060");
        files.Read.ShouldBe(["sub/katalog.yaml", "crd.yaml"]);
    }

    [Theory]
    [InlineData("none.yaml", "ORK1014")]
    [InlineData("{ a: b }", "ORK1006")]
    [InlineData("1", "ORK1006")]
    [InlineData("text.yaml", "ORK1006")]
    public async Task A_fragment_that_is_none_is_told(string include, string id)
    {
        var files = new Files().With("katalog.yaml", Files.Head + Rest + $"      operatorBox:\n        emit: {{ status: {{ include: {include} }} }}\n").With("text.yaml", "just words\n");

        (await files.FindingAsync()).Id.ShouldBe(id);
    }

    [Fact]
    public async Task Where_a_block_has_no_include_the_key_is_unknown()
    {
        var files = new Files().With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        reconcile: { onReconcile: { include: a.yaml } }\n");

        (await files.FindingAsync()).Id.ShouldBe("ORK1003");
    }

    [Fact]
    public async Task Includes_that_multiply_are_bounded()
    {
        var files = new Files().With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        emit: { status: { include: a0.yaml } }\n").With("a14.yaml", "fields: []\n");
        for (var i = 0; i < 14; i++)
            files.With($"a{i}.yaml", $"include: [ a{i + 1}.yaml, a{i + 1}.yaml, a{i + 1}.yaml ]\n");

        (await files.FindingsAsync()).ShouldContain(found => found.EndsWith("ORK1018", StringComparison.Ordinal));
        files.Read.Count.ShouldBeLessThan(520);
    }

    [Fact]
    public async Task A_chain_of_includes_is_bounded()
    {
        var files = new Files().With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        emit: { status: { include: a0.yaml } }\n");
        for (var i = 0; i < 40; i++)
            files.With($"a{i}.yaml", $"include: a{i + 1}.yaml\n");

        (await files.FindingAsync()).Id.ShouldBe("ORK1018");
    }

    [Fact]
    public async Task Another_revision_of_a_fragment_is_another_revision_of_the_entry()
    {
        var files = new Files().With("katalog.yaml", Files.Head + Rest + "      operatorBox:\n        emit: { status: { include: a.yaml } }\n").With("a.yaml", "fields: [ { path: one, value: a } ]\n");
        var before = await files.CleanAsync();
        files.With("a.yaml", "fields: [ { path: one, value: b } ]\n");
        var after = await files.CleanAsync();

        after.Revision.ShouldNotBe(before.Revision);
        after.Entries[0].Revision.ShouldNotBe(before.Entries[0].Revision);
    }

    [Fact]
    public async Task Steps_of_an_E2E_file_can_be_included()
    {
        var files = new Files()
            .With("e2e.yaml", "apiVersion: orkestra.orkspace.io/v1\nkind: E2E\nmetadata: { name: a }\nspec:\n  katalog: k.yaml\n  expect:\n    - include: steps.yaml\n    - { name: last }\n")
            .With("steps.yaml", "- { name: first }\n- { name: second }\n");

        var result = await new E2ELoader(files).LoadAsync("e2e.yaml", CancellationToken.None);

        result.Diagnostics.ShouldBeEmpty();
        result.Definition!.Steps.Select(step => step.Name).ShouldBe(["first", "second", "last"]);
    }
}

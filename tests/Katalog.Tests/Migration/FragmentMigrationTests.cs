using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Migration;
using Orkestra.Katalog.Tests.Composition;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Migration;

/// <summary>A definition is migrated with what it includes.</summary>
public sealed class FragmentMigrationTests
{
    private const string Main = Files.Head + "spec:\n  crds:\n    shop:\n      crdFile: crd.yaml\n      validation: { include: parts/rules.yaml }\n      operatorBox:\n        reconciler: { include: [ parts/box.yaml, ./parts/plain.yaml ] }\n";

    private readonly Files _files = new Files()
        .With("katalog.yaml", Main)
        .With("parts/rules.yaml", "# what shops obey\n- { field: spec.image, operator: exists, anyOf: [ { field: spec.a, equals: b } ] } # image\n")
        .With("parts/box.yaml", "# the box\nworkers: 2\nonReconcile:\n  deployments:\n    - image: a\n      labels:\n        - { key: a, value: b } # one\n      envFrom: { secretRef: s }\n")
        .With("parts/plain.yaml", "resync: 1m\n");

    [Fact]
    public async Task Fragments_get_the_present_form_where_they_are_and_mean_the_same()
    {
        var all = await MigrateAsync();

        all.Select(static file => file.Source.Reference).ShouldBe(["katalog.yaml", "parts/rules.yaml", "parts/box.yaml", "parts/plain.yaml"]);
        all[1].Result.Text.ShouldBe("# what shops obey\n- { field: spec.image, operator: exists, or: [ { field: spec.a, equals: b } ] } # image\n");
        all[2].Result.Text.ShouldBe("# the box\nworkers: 2\nonReconcile:\n  deployments:\n    - image: a\n      labels:\n        a: b # one\n      envFrom: { secretRef: [ { name: s } ] }\n");
        all[3].Result.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_comes_out_loads_as_the_same_and_migrating_it_again_changes_nothing()
    {
        // Where anyOf stands the older file is refused: it is compared without.
        _files.With("parts/rules.yaml", "- { field: spec.image, operator: exists }\n").With("parts/box.yaml", "onReconcile:\n  deployments:\n    - { image: a, labels: [ { key: a, value: b } ], envFrom: { secretRef: s } }\n");
        var before = (await _files.LoadAsync()).Katalog.ShouldNotBeNull();
        foreach (var file in await MigrateAsync())
            _files.With(file.Source.Reference, file.Result.Text.ShouldNotBeNull());

        var after = await _files.LoadAsync();

        after.Diagnostics.ShouldBeEmpty();
        ModelText.Of(after.Katalog.ShouldNotBeNull()).ShouldBe(ModelText.Of(before));
        (await MigrateAsync()).ShouldAllBe(static file => file.Result.Changes.Count == 0);
    }

    [Fact]
    public async Task A_fragment_that_is_not_there_is_told_and_the_rest_is_migrated()
    {
        var all = await FormatMigration.MigrateAsync(new SourceText("katalog.yaml", Main.Replace("rules.yaml", "none.yaml", StringComparison.Ordinal)), _files, CancellationToken.None);

        all[0].Result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("ORK1014");
        all[0].Result.Text.ShouldNotBeNull().ShouldContain("admission");
        all.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_fragment_outside_of_the_folder_is_left_alone() =>
        (await FormatMigration.MigrateAsync(new SourceText("a/katalog.yaml", Main.Replace("parts/rules.yaml", "../parts/rules.yaml", StringComparison.Ordinal)), _files, CancellationToken.None))
            .ShouldNotContain(static file => file.Source.Reference == "parts/rules.yaml");

    private async Task<IReadOnlyList<MigratedFile>> MigrateAsync() =>
        await FormatMigration.MigrateAsync(await _files.ReadAsync("katalog.yaml", null, CancellationToken.None), _files, CancellationToken.None);
}

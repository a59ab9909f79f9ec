using Orkestra.Katalog.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Composition;

/// <summary>A Komposer makes one Katalog of several.</summary>
public sealed class KomposerTests
{
    private const string Cafe = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: cafes, version: 1.2.0 }\nspec:\n  finalizers: [ example.io/cafe ]\n  crds:\n    cafe:\n      apiTypes: { group: example.io, version: v1, kind: Cafe, plural: cafes }\n      operatorBox:\n        reconcile:\n          workers: 2\n          resync: 1m\n          onReconcile: { configMaps: [ { name: a, data: { x: \"{{ hi }}\" } } ] }\nnotes: [ { name: hi, expression: hello } ]\nlifecycle: { maturity: beta }\n";
    private const string Roaster = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: roasters }\ncrossAccess: false\nspec:\n  crds:\n    - name: roaster\n      apiTypes: { group: example.io, version: v1, kind: Roaster, plural: roasters }\n      workers: 4\n      operatorBox: { onReconcile: { configMaps: [ { name: b, data: { x: y } } ] } }\n";

    [Fact]
    public async Task Files_are_put_together_in_their_order_and_overrides_win()
    {
        var files = Imports("spec:\n  crds:\n    cafe: { operatorBox: { reconcile: { workers: 8, onReconcile: { configMaps: [ { name: c, data: { x: \"{{ hi }}\" } } ] } } } }\n    roaster: { workers: 5 }\n    own: { apiTypes: { group: example.io, version: v1, kind: Own, plural: owns } }\n");

        var result = await files.LoadAsync("komposer.yaml");

        result.Diagnostics.Where(found => found.Id is not ("ORK1065" or "ORK1030" or "ORK1036")).ShouldBeEmpty();
        var entries = result.Katalog.ShouldNotBeNull().Entries;
        entries.Select(entry => entry.Name).ShouldBe(["cafe", "roaster", "own"]);
        entries.Select(entry => entry.Workers).ShouldBe([8, 5, 3]);
        entries[0].Resync.ShouldBe(TimeSpan.FromMinutes(1));
        entries[0].Resources.ShouldHaveSingleItem().Body!.Name!.ConstantText.ShouldBe("c");
        entries[0].Finalizers.ShouldBe(["example.io/cafe"]);
        entries[1].Finalizers.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_file_refers_to_is_read_from_where_it_is()
    {
        var files = new Files()
            .With("komposer.yaml", Files.KomposerHead + "imports: { files: [ team/katalog.yaml ] }\n")
            .With("team/katalog.yaml", Files.Head + "spec:\n  crds:\n    shop:\n      crdFile: crds/shop.yaml\n      operatorBox:\n        emit: { status: { include: status.yaml } }\n        reconcile: { imports: [ { motif: ../m.yaml, with: { n: a } } ] }\n")
            .With("team/crds/shop.yaml", Sources.Crd)
            .With("team/status.yaml", "fields: [ { path: a, value: b } ]\n")
            .With("m.yaml", Files.MotifHead + "inputs: [ { name: n } ]\nresources: { configMaps: [ { name: \"{{ .inputs.n }}\", data: { a: b } } ] }\n");

        var entry = (await files.CleanAsync("komposer.yaml")).Entries.ShouldHaveSingleItem();

        entry.Types.Kind.ShouldBe("Shop");
        entry.Status.Fields.ShouldHaveSingleItem();
        entry.Resources.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_override_can_import_a_Motif()
    {
        var files = Imports("spec:\n  crds:\n    cafe: { operatorBox: { reconcile: { imports: [ { motif: m.yaml, with: { n: more } } ] } } }\n")
            .With("m.yaml", Files.MotifHead + "inputs: [ { name: n } ]\nresources: { configMaps: [ { name: \"{{ .inputs.n }}\", data: { a: b } } ] }\n");

        var entry = (await files.LoadAsync("komposer.yaml")).Katalog.ShouldNotBeNull().Entries[0];

        entry.Resources.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_imports_with_one_entry_are_refused_with_both_places()
    {
        var files = Imports("", "imports: { files: [ ./cafe.yaml, other.yaml ] }\n").With("other.yaml", Cafe.Replace("hi", "ho", StringComparison.Ordinal));

        var result = await files.LoadAsync("komposer.yaml");

        var found = result.Diagnostics.Where(found => found.Id == "ORK1062").ShouldHaveSingleItem();
        (found.Place.ToString(), found.Message).ShouldBe(("komposer.yaml:4:34", "the entry cafe is in two imports: cafe.yaml:8:7 (imported on line 4) and other.yaml:8:7"));
    }

    [Fact]
    public async Task Notes_of_one_name_in_two_imports_are_refused()
    {
        var files = Imports("").With("roaster.yaml", Roaster + "notes: [ { name: hi, expression: other } ]\n");

        var result = await files.LoadAsync("komposer.yaml");

        result.Diagnostics.Where(found => found.Id == "ORK1062").ShouldHaveSingleItem().Message.ShouldBe("the note hi is declared twice; the other one is cafe.yaml:14:10");
    }

    [Fact]
    public async Task A_Komposer_is_not_imported()
    {
        var files = Imports("").With("roaster.yaml", Files.KomposerHead + "imports: { files: [] }\n");

        (await files.LoadAsync("komposer.yaml")).Diagnostics.Where(found => found.Id == "ORK1017").ShouldHaveSingleItem().Message.ShouldBe("this is a Komposer, not a Katalog");
    }

    [Fact]
    public async Task An_override_of_nothing_is_told_the_nearest_entry()
    {
        var result = await Imports("spec: { crds: { caffe: { workers: 3 } } }\n").LoadAsync("komposer.yaml");

        var found = result.Diagnostics.Where(found => found.Id == "ORK1062").ShouldHaveSingleItem();
        (found.Message, found.Mend).ShouldBe(("no import has an entry caffe that this could change", "did you mean cafe?"));
    }

    [Fact]
    public async Task Mistakes_in_imports_and_overrides_are_told_where_they_are_written()
    {
        var files = Imports("spec: { crds: { cafe: { operatorBox: { reconcile: { wrokers: 3 } } } } }\n").With("roaster.yaml", Roaster.Replace("workers", "wrokers", StringComparison.Ordinal) + "ntoes: []\n");

        (await files.FindingsAsync("komposer.yaml")).Where(found => !found.EndsWith("ORK1030", StringComparison.Ordinal) && !found.EndsWith("ORK1036", StringComparison.Ordinal)).ShouldBe(["komposer.yaml:5:53 ORK1003", "roaster.yaml:9:7 ORK1003", "roaster.yaml:11:1 ORK1003"]);
    }

    [Theory]
    [InlineData("beta", "", null)]
    [InlineData("stable", "", "the policy wants stable or better, and cafes is beta")]
    [InlineData("stable", "lifecycle: { accept: { patterns: [ { name: cafes, version: 1.2.0 } ] } }\n", null)]
    [InlineData("stable", "lifecycle: { accept: { patterns: [ { name: cafes, version: 1.3.0 } ] } }\n", "the policy wants stable or better, and cafes is beta")]
    public async Task Imports_below_the_policy_are_refused(string least, string more, string? message)
    {
        var files = Imports($"policy: {{ lifecycle: {{ minMaturity: {least} }} }}\n{more}", "imports: { files: [ ./cafe.yaml ] }\n");

        (await files.LoadAsync("komposer.yaml")).Diagnostics.Where(found => found.Id == "ORK1064").Select(found => found.Message).ShouldBe(message is null ? [] : [message]);
    }

    [Fact]
    public async Task The_oldest_Komposers_have_sources()
    {
        var result = await Imports("", "sources: { files: [ ./cafe.yaml ] }\n").LoadAsync("komposer.yaml");

        result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem();
        result.Diagnostics.Where(found => found.Id == "ORK1065").ShouldHaveSingleItem().Message.ShouldBe("sources is now imports");
    }

    [Fact]
    public async Task Registry_and_charts_come_through_the_reader_of_the_host()
    {
        var imports = new Host(Cafe, "---\napiVersion: v1\nkind: ConfigMap\n---\n" + Roaster);
        var files = Imports("", "imports:\n  registry: [ { url: cafes, version: 1.2.0, auth: { fromEnv: TOKEN } } ]\n  helm: [ { repo: https://example.io, chart: roaster, version: 2.0.0, values: { a: 1 }, valueFiles: [ v.yaml ] } ]\n");

        var result = await files.LoadAsync("komposer.yaml", imports);

        result.Katalog.ShouldNotBeNull(string.Join('\n', result.Diagnostics)).Entries.Select(entry => entry.Name).ShouldBe(["cafe", "roaster"]);
        imports.Asked.ShouldBe(["Katalog cafes:1.2.0 TOKEN", "the chart roaster 2.0.0 {\"a\":1} v.yaml komposer.yaml"]);
    }

    [Theory]
    [InlineData("registry: [ cafes:1.2.0 ]", "cafes:1.2.0 cannot be read: this host reads no registry")]
    [InlineData("helm: [ { path: ./chart, version: 1.0.0 } ]", "the chart ./chart cannot be read: this host renders no charts")]
    [InlineData("files: [ { url: https://example.io/a.yaml, auth: { fromEnv: TOKEN } } ]", "https://example.io/a.yaml cannot be read: this host reads files only")]
    public async Task What_a_host_cannot_read_is_refused(string import, string message)
    {
        var found = await Imports("", $"imports: {{ {import} }}\n").FindingAsync("komposer.yaml");

        (found.Id, found.Message).ShouldBe(("ORK1063", message));
    }

    [Fact]
    public async Task A_chart_must_render_one_Katalog()
    {
        var result = await Imports("", "imports: { helm: [ { path: ./chart, version: 1.0.0 } ] }\n").LoadAsync("komposer.yaml", new Host(Cafe, Cafe + "---\n" + Roaster));

        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("the chart renders 2 Katalogs");
    }

    private static Files Imports(string rest, string imports = "imports: { files: [ ./cafe.yaml, ./roaster.yaml ] }\n") =>
        new Files().With("komposer.yaml", Files.KomposerHead + imports + rest).With("cafe.yaml", Cafe).With("roaster.yaml", Roaster);

    private sealed class Host(string artefact, string rendered) : IImportReader
    {
        public List<string> Asked { get; } = [];

        public ValueTask<SourceText> DownloadAsync(string url, string? relativeTo, ImportCredential credential, CancellationToken ct) => throw new SourceNotFoundException(url, "not asked for");

        public ValueTask<SourceText> RenderAsync(ChartReference chart, CancellationToken ct)
        {
            Asked.Add($"{chart} {chart.Values?.ToJsonString()} {string.Join(',', chart.ValueFiles)} {chart.RelativeTo}");
            return ValueTask.FromResult(new SourceText("helm:roaster", rendered));
        }

        public ValueTask<SourceText> PullAsync(RegistryReference artefact1, CancellationToken ct)
        {
            Asked.Add($"{artefact1.Kind} {artefact1} {artefact1.Credential?.Variable}");
            return ValueTask.FromResult(new SourceText("oci:cafes", artefact));
        }
    }
}

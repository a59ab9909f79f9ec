using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Composition;

/// <summary>A Motif is a fragment with inputs.</summary>
public sealed class MotifTests
{
    private const string Front = Files.MotifHead + """
        inputs:
          - { name: port, type: int, default: "8080" }
          - { name: host, required: true }
          - { name: tier, enum: [ small, large ], default: small }
        resources:
          configMaps:
            - name: "{{ .metadata.name }}-front"
              data: { HOST: "{{ .inputs.host }}", PORT: "{{ .inputs.port }}", TIER: "{{ .inputs.tier }}" }
              when: [ { field: inputs.host, notEquals: none } ]
        status:
          fields: [ { path: host, value: "{{ .inputs.host }}" } ]
        admission:
          validation: { rules: [ { field: spec.image, operator: exists, message: "for {{ .inputs.host }}" } ] }

        """;

    [Fact]
    public async Task An_entry_gets_the_children_status_and_rules_of_a_Motif()
    {
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: ./front.yaml, with: { host: \"{{ .spec.host }}.io\", port: 9090 } } ]")).With("front.yaml", Front);

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        var context = Render.Context("""{ "host": "a", "image": "b" }""");
        var children = EntryRenderer.RenderChildren(entry, context).Children;
        children.Select(child => child.Name).ShouldBe(["own", "corner-front"]);
        children[1].Object!["data"].ShouldBeJson("""{ "HOST": "a.io", "PORT": "9090", "TIER": "small" }""");
        children[1].Entry.Place.File.ShouldBe("front.yaml");
        EntryRenderer.RenderStatus(entry, context, passSucceeded: true).Fields.ShouldBeJson("""{ "host": "a.io" }""");
        EntryRenderer.Validate(entry, Render.Context("""{ "host": "a" }""")).ShouldHaveSingleItem().Message.ShouldBe("for a.io");
    }

    [Fact]
    public async Task Two_imports_of_one_Motif_have_inputs_of_their_own()
    {
        const string Named = Files.MotifHead + "inputs: [ { name: n } ]\nresources: { configMaps: [ { name: \"{{ .inputs.n }}\", data: { a: \"{{ range .spec.all }}{{ . }}{{ $.inputs.n }} {{ end }}\" } } ] }\n";
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: m.yaml, with: { n: one } }, { motif: m.yaml, with: { n: two } } ]")).With("m.yaml", Named);

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        var children = EntryRenderer.RenderChildren(entry, Render.Context("""{ "all": [ "x", "y" ] }""")).Children;
        children.Select(child => child.Name).ShouldBe(["own", "one", "two"]);
        children[2].Object!["data"].ShouldBeJson("""{ "a": "xtwo ytwo" }""");
    }

    [Fact]
    public async Task Inputs_are_bound_only_in_their_Motif()
    {
        var files = new Files()
            .With("katalog.yaml", Katalog("[ { motif: ./front.yaml, with: { host: a } } ]").Replace("v: \"1\"", "v: \"{{ .inputs.host }}\"", StringComparison.Ordinal))
            .With("front.yaml", Front);

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        EntryRenderer.RenderChildren(entry, Render.Context("""{ "image": "b" }""")).Children[0].Object!["data"]?["v"]?.ToString().ShouldBe("");
    }

    [Fact]
    public async Task A_Motif_imports_another_one_with_its_own_inputs()
    {
        const string Inner = Files.MotifHead + "inputs: [ { name: name, required: true } ]\nresources: { serviceAccounts: [ { name: \"{{ .inputs.name }}\" } ] }\n";
        const string Outer = Files.MotifHead + "inputs: [ { name: prefix, required: true } ]\nimports: [ { motif: ../inner.yaml, with: { name: \"{{ .inputs.prefix }}-sa\" } } ]\nresources: { configMaps: [ { name: \"{{ .inputs.prefix }}\" , data: { a: b } } ] }\n";
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: motifs/outer.yaml, with: { prefix: \"{{ .metadata.name }}\" } } ]")).With("motifs/outer.yaml", Outer).With("inner.yaml", Inner);

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        EntryRenderer.RenderChildren(entry, Render.Context()).Children.Select(child => $"{child.Kind} {child.Name}").ShouldBe(["ServiceAccount corner-sa", "ConfigMap own", "ConfigMap corner"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_input_can_be_gone_through_and_keeps_its_type()
    {
        const string Each = Files.MotifHead + "inputs: [ { name: zones, type: list }, { name: on, type: bool, default: \"true\" } ]\nresources:\n  configMaps:\n    - name: \"cm-{{ .item }}\"\n      forEach: { field: inputs.zones }\n      data: { on: \"{{ if .inputs.on }}yes{{ else }}no{{ end }}\" }\n";
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: m.yaml, with: { zones: \"{{ .spec.zones }}\" } } ]")).With("m.yaml", Each);

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        EntryRenderer.RenderChildren(entry, Render.Context("""{ "zones": [ "a", "b" ] }""")).Children.Select(child => child.Name).ShouldBe(["own", "cm-a", "cm-b"]);
        Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Render.Context("""{ "zones": "a" }"""))).Failures.ShouldHaveSingleItem().Message.ShouldContain("the input zones (katalog.yaml:10:");
    }

    [Fact]
    public async Task What_inputs_read_counts_as_read_by_the_entry()
    {
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: ./front.yaml, with: { host: \"{{ .children.deployment.status.host }}{{ .status.phase }}\" } } ]")).With("front.yaml", Front);

        var reads = (await files.CleanAsync()).Entries.ShouldHaveSingleItem().Reads;

        reads.Children.ContainsKey("deployment").ShouldBeTrue();
        reads.Status.Paths.ShouldHaveSingleItem().ShouldBe(["phase"]);
    }

    [Fact]
    public async Task Conditions_of_the_resources_count_for_each_child_of_the_Motif_only()
    {
        const string Gated = Files.MotifHead + "resources:\n  when: [ { field: spec.on, equals: \"true\" } ]\n  configMaps: [ { name: a, data: { x: y } } ]\n  onCreate: { serviceAccounts: [ { name: b, when: [ { field: spec.sa, equals: \"true\" } ] } ] }\n";
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: m.yaml } ]")).With("m.yaml", Gated);

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        Wanted("{}").ShouldBe(["own"]);
        Wanted("""{ "on": true }""").ShouldBe(["own", "a"]);
        Wanted("""{ "on": true, "sa": true }""").ShouldBe(["b", "own", "a"], ignoreOrder: true);

        IEnumerable<string> Wanted(string spec) => EntryRenderer.RenderChildren(entry, Render.Context(spec)).Children.Where(child => child.Wanted).Select(child => child.Name);
    }

    [Fact]
    public async Task The_spec_gets_notes_and_profiles_only()
    {
        const string Shared = Files.MotifHead + "notes: [ { name: greeting, expression: \"hi {{ .metadata.name }}\" } ]\nprofiles: { resources: { own: { limits: { cpu: \"1\" } } } }\nresources: { configMaps: [ { name: not-taken, data: { a: b } } ] }\n";
        var files = new Files()
            .With("katalog.yaml", Katalog("[]").Replace("spec:\n", "spec:\n  imports: [ { motif: m.yaml } ]\n", StringComparison.Ordinal).Replace("v: \"1\"", "v: \"{{ greeting }}\"", StringComparison.Ordinal))
            .With("m.yaml", Shared);

        var entry = (await files.CleanAsync()).Entries.ShouldHaveSingleItem();

        EntryRenderer.RenderChildren(entry, Render.Context()).Children.ShouldHaveSingleItem().Object!["data"].ShouldBeJson("""{ "v": "hi corner" }""");
    }

    [Theory]
    [InlineData("{ host: a, hosts: b }", "katalog.yaml:10:62", "the Motif front has no input hosts", "did you mean host?")]
    [InlineData("{ port: 1 }", "katalog.yaml:10:22", "the Motif front needs the input host", "add it to with: host: …")]
    [InlineData("{ host: a, port: many }", "katalog.yaml:10:68", "the input port must be a whole number, and this is a text", "give it a value of this type")]
    [InlineData("{ host: a, tier: huge }", "katalog.yaml:10:68", "the input tier cannot be huge", "write one of small, large")]
    public async Task A_value_that_does_not_fit_is_refused(string with, string place, string message, string mend)
    {
        var found = await new Files().With("katalog.yaml", Katalog($"[ {{ motif: ./front.yaml, with: {with} }} ]")).With("front.yaml", Front).FindingAsync();

        (found.Id, found.Place.ToString(), found.Message, found.Mend).ShouldBe(("ORK1061", place, message, mend));
    }

    [Fact]
    public async Task An_input_that_the_Motif_does_not_declare_is_refused_where_it_is_read()
    {
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: m.yaml } ]")).With("m.yaml", Files.MotifHead + "inputs: [ { name: port } ]\nresources: { configMaps: [ { name: a, data: { b: \"{{ .inputs.prot }}\" }, when: [ { field: inputs.poort, equals: a } ] } ] }\n");

        (await files.FindingsAsync()).ShouldBe(["m.yaml:5:50 ORK1061", "m.yaml:5:91 ORK1061"]);
    }

    [Fact]
    public async Task Mistakes_in_a_Motif_are_told_where_they_are_written()
    {
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: m.yaml } ]")).With("m.yaml", Files.MotifHead + "resource: {}\nresources: { configMap: [] }\n");

        (await files.FindingsAsync()).ShouldBe(["m.yaml:4:1 ORK1003", "m.yaml:5:14 ORK1003"]);
    }

    [Fact]
    public async Task Motifs_that_import_each_other_are_refused_with_their_path()
    {
        var files = new Files()
            .With("katalog.yaml", Katalog("[ { motif: a.yaml } ]"))
            .With("a.yaml", Files.MotifHead + "imports: [ { motif: b.yaml } ]\n")
            .With("b.yaml", Files.MotifHead + "imports: [ { motif: a.yaml } ]\n");

        (await files.FindingAsync()).Message.ShouldBe("Motifs import each other in a circle: a.yaml → b.yaml → a.yaml");
    }

    [Fact]
    public async Task Notes_of_one_name_are_refused_with_both_places_and_one_note_on_two_ways_counts_once()
    {
        const string A = Files.MotifHead + "notes: [ { name: hi, expression: a } ]\n";
        var once = new Files().With("katalog.yaml", Katalog("[ { motif: a.yaml }, { motif: a.yaml } ]")).With("a.yaml", A);
        var twice = new Files().With("katalog.yaml", Katalog("[ { motif: a.yaml }, { motif: b.yaml } ]")).With("a.yaml", A).With("b.yaml", A);

        await once.CleanAsync();
        var found = await twice.FindingAsync();

        (found.Id, found.Place.ToString(), found.Message).ShouldBe(("ORK1062", "b.yaml:4:10", "the note hi is declared twice; the other one is a.yaml:4:10"));
    }

    [Fact]
    public async Task Children_that_a_Motif_makes_twice_are_told()
    {
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: m.yaml } ]")).With("m.yaml", Files.MotifHead + "resources: { configMaps: [ { name: own, data: { a: b } } ] }\n");

        (await files.FindingAsync()).Id.ShouldBe("ORK1019");
    }

    [Fact]
    public async Task A_profile_cannot_read_inputs()
    {
        var files = new Files().With("katalog.yaml", Katalog("[ { motif: m.yaml } ]")).With("m.yaml", Files.MotifHead + "inputs: [ { name: cpu } ]\nprofiles: { resources: { own: { limits: { cpu: \"{{ .inputs.cpu }}\" } } } }\n");

        (await files.FindingAsync()).Id.ShouldBe("ORK1061");
    }

    [Theory]
    [InlineData("motif: postgres:1.2.0")]
    [InlineData("oci: registry.example.io/motifs/postgres:1.2.0")]
    public async Task A_Motif_of_a_registry_is_refused_clearly(string import)
    {
        var found = await new Files().With("katalog.yaml", Katalog($"[ {{ {import} }} ]")).FindingAsync();

        found.Id.ShouldBe("ORK1063");
        found.Message.ShouldContain("this host reads no registry");
    }

    [Fact]
    public async Task Imports_work_in_every_spelling_and_another_input_is_another_revision()
    {
        const string Flat = Files.Head + "spec:\n  crds:\n    shop:\n      crdFile: crd.yaml\n      imports: [ { motif: front.yaml, with: { host: HOST } } ]\n      operatorBox:\n        onReconcile: { configMaps: [ { name: own, data: { v: \"1\" } } ] }\n";
        var first = (await LoadAsync("a")).Entries[0];
        var second = (await LoadAsync("b")).Entries[0];

        first.Resources.Count.ShouldBe(2);
        first.Revision.ShouldNotBe(second.Revision);

        async Task<Katalog.Model.KatalogDefinition> LoadAsync(string host)
        {
            var result = await new Files().With("katalog.yaml", Flat.Replace("HOST", host, StringComparison.Ordinal)).With("front.yaml", Front).LoadAsync();
            result.Diagnostics.ShouldAllBe(found => found.Id == "ORK1065");
            return result.Katalog.ShouldNotBeNull();
        }
    }

    private static string Katalog(string imports) =>
        $"{Files.Head}spec:\n  crds:\n    shop:\n      crdFile: crd.yaml\n      operatorBox:\n        reconcile:\n          imports: {imports}\n          onReconcile: {{ configMaps: [ {{ name: own, data: {{ v: \"1\" }} }} ] }}\n";
}

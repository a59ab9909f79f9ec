using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Migration;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Simulation;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>Whatever stands in a file, loading ends with a definition or with findings that have a place, and what was loaded renders or says why not.</summary>
public sealed class LoaderFuzzTests
{
    private const string Main = "main.yaml";

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ": ", ",", "- ", "&a ", "*a", "!!int ", "!!binary ", "|", ">", "|2-\n", "'", "\"", "#", "%", "%YAML 9.9\n", "@", "`", "\t", "\n", "\n  ", "\n    ", "\r", "\0", "{{", "}}", "{{ .x", "{{ end }}", "{{ range .spec }}", "<<: *a\n",
        "? ", "---\n", "...\n", "~", "null", "true", "1e999", "0x", "-", "onDelete: ", "name: ", "when: ", "\uD800", "𝕏", "\u0085", "\ufeff", "workers: ", "forEach: ", "kind: Simulate\n", "&a [*a]", "operator: ", "resync: -1y\n",
    ];

    [Fact]
    public Task Any_file_is_loaded_or_refused_with_a_place() => Run().CountAsync(600);

    [Fact]
    public Task Any_file_is_loaded_or_refused_with_a_place_for_five_minutes() => Run().LongAsync();

    [Fact]
    public async Task Files_of_every_kind_are_loaded_in_the_run()
    {
        var loaded = new Dictionary<string, int>(StringComparer.Ordinal) { ["Katalog"] = 0, ["Komposer"] = 0, ["Motif"] = 0, ["Simulate"] = 0, ["E2E"] = 0 };
        var mutation = new Mutation(Corpus.Files, Pieces, keepsLines: true);
        for (var seed = 0; seed < 1_000; seed++)
        {
            var text = mutation.Write(seed);
            if (loaded.Keys.FirstOrDefault(kind => text.Contains($"\nkind: {kind}", StringComparison.Ordinal)) is not { } kind)
                continue;
            var folder = new CorpusFolder(1, Pieces, (Main, text), ("around.yaml", $"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: a }}\nspec: {{ crds: {{ shop: {{ crdFile: crd.yaml, operatorBox: {{ reconcile: {{ imports: [ {{ motif: ./{Main}, with: {{ image: a }} }} ] }} }} }} }} }}\n"), ($"./{Main}", text));
            object? definition = kind switch
            {
                "Simulate" => (await new SimulateLoader(folder).LoadAsync(Main, CancellationToken.None)).Definition,
                "E2E" => (await new E2ELoader(folder).LoadAsync(Main, CancellationToken.None)).Definition,
                _ => (await new KatalogLoader(folder, null, folder).LoadAsync(kind is "Motif" ? "around.yaml" : Main, CancellationToken.None)).Katalog,
            };
            loaded[kind] += definition is null ? 0 : 1;
        }

        // What never gets through is only fuzzed up to its first check.
        loaded.ShouldAllBe(static kind => kind.Value > 0);
    }

    private static FuzzRun Run() => new(new Mutation(Corpus.Files, Pieces, keepsLines: true).Write, CheckAsync);

    private static async Task CheckAsync(int seed, string text)
    {
        // The CRD that the files name is broken as well from time to time.
        var crd = seed % 8 == 0 ? new Mutation([Sources.Crd], Pieces).Write(seed) : Sources.Crd;
        var folder = new CorpusFolder(seed, Pieces, (Main, text), ("crd.yaml", crd), ("./crd.yaml", crd));
        await LoadAsync(seed, folder, Main);
        // The same text as a Motif, as an import and as a fragment.
        if (seed % 2 == 0)
            await LoadAsync(seed, ("around.yaml", $"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: a }}\nspec:\n  imports: [ {{ motif: ./{Main} }} ]\n  crds: {{ shop: {{ crdFile: crd.yaml, admission: {{ validation: {{ include: {Main} }} }}, operatorBox: {{ emit: {{ status: {{ include: {Main} }} }}, reconcile: {{ include: {Main}, imports: [ {{ motif: ./{Main}, with: {{ image: a }} }} ] }} }} }} }}\n"), text, crd);
        else
            await LoadAsync(seed, ("around.yaml", $"apiVersion: orkestra.orkspace.io/v1\nkind: Komposer\nmetadata: {{ name: a }}\nimports: {{ files: [ ./{Main} ] }}\nspec: {{ crds: {{ shop: {{ workers: 2 }} }} }}\n"), text, crd);

        var simulation = await new SimulateLoader(folder).LoadAsync(Main, CancellationToken.None);
        IsWhole(simulation.Definition, simulation.Diagnostics);
        var endToEnd = await new E2ELoader(folder).LoadAsync(Main, CancellationToken.None);
        IsWhole(endToEnd.Definition, endToEnd.Diagnostics);
        await new ManifestReader(folder).ReadAsync(Main, relativeTo: null, CancellationToken.None);
        await MigrateAsync(text, folder);
    }

    private static Task LoadAsync(int seed, (string Name, string Text) around, string text, string crd) =>
        LoadAsync(seed, new CorpusFolder(seed, Pieces, around, (Main, text), ($"./{Main}", text), ("crd.yaml", crd), ("./crd.yaml", crd)), around.Name);

    private static async Task LoadAsync(int seed, CorpusFolder folder, string main)
    {
        var result = await new KatalogLoader(folder, null, folder).LoadAsync(main, CancellationToken.None);
        IsWhole(result.Katalog, result.Diagnostics);
        foreach (var entry in result.Katalog?.Entries ?? [])
            RenderIt(entry, seed);
    }

    private static void IsWhole(object? definition, IReadOnlyList<Diagnostic> diagnostics)
    {
        (definition is null).ShouldBe(diagnostics.Any(static found => found.Severity == DiagnosticSeverity.Error));
        diagnostics.ShouldAllBe(static found => found.Place.Line >= 1 && found.Place.Column >= 1 && found.Id.StartsWith("ORK") && found.Message.Length < 10_000);
    }

    /// <summary>What is migrated is in the present form: migrating it again changes nothing.</summary>
    private static async Task MigrateAsync(string text, CorpusFolder folder)
    {
        var all = await FormatMigration.MigrateAsync(new SourceText(Main, text), folder, CancellationToken.None);
        all.ShouldAllBe(static file => file.Result.Text != null || file.Result.Diagnostics.Count > 0);
        if (all[0].Result is { Text: { } present, Changes.Count: > 0 })
            FormatMigration.Migrate(new SourceText(Main, present)).Text.ShouldBe(present);
    }

    private static void RenderIt(CrdEntry entry, int seed)
    {
        // Not by way of a text: the values are nested deeper than a reader of JSON allows.
        var context = Render.Context();
        context.CustomResource["spec"] = HostileValues.Root(seed);
        try
        {
            EntryRenderer.RenderChildren(entry, context);
        }
        catch (RenderException refused)
        {
            refused.Failures.ShouldNotBeEmpty();
        }
        catch (SourcePendingException)
        {
            // A child copies from an object that nobody has shown yet.
        }

        EntryRenderer.RenderStatus(entry, context, passSucceeded: true);
    }
}

using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
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

    private static FuzzRun Run() => new(new Mutation(Corpus.Files, Pieces).Write, CheckAsync);

    private static async Task CheckAsync(int seed, string text)
    {
        // The CRD that the files name is broken as well from time to time.
        var crd = seed % 8 == 0 ? new Mutation([Sources.Crd], Pieces).Write(seed) : Sources.Crd;
        var files = new Files(text, crd);
        var result = await new KatalogLoader(files).LoadAsync(Main, CancellationToken.None);
        (result.Katalog is null).ShouldBe(result.Diagnostics.Any(static found => found.Severity == DiagnosticSeverity.Error));
        result.Diagnostics.ShouldAllBe(static found => found.Place.Line >= 1 && found.Place.Column >= 1 && found.Id.StartsWith("ORK") && found.Message.Length < 10_000);
        foreach (var entry in result.Katalog?.Entries ?? [])
            RenderIt(entry, seed);

        var simulation = await new SimulateLoader(files).LoadAsync(Main, CancellationToken.None);
        (simulation.Definition is null).ShouldBe(simulation.Diagnostics.Any(static found => found.Severity == DiagnosticSeverity.Error));
        await new ManifestReader(files).ReadAsync(Main, relativeTo: null, CancellationToken.None);
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

    /// <summary>Whatever a file refers to is a CRD.</summary>
    private sealed class Files(string main, string crd) : ISourceReader
    {
        public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct) =>
            ValueTask.FromResult(new SourceText(reference, string.Equals(reference, Main, StringComparison.Ordinal) ? main : crd));
    }
}

using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Simulation;

/// <summary>Loads a <c>Simulate</c> file; what it refers to is read by whoever runs it. It reports every mistake at once and throws for none.</summary>
/// <param name="reader">Reads the sources.</param>
public sealed class SimulateLoader(ISourceReader reader)
{
    /// <summary>Loads the file behind a path or URL.</summary>
    public async Task<SimulateLoadResult> LoadAsync(string reference, CancellationToken ct)
    {
        var (definition, diagnostics) = await DefinitionFile.LoadAsync(reader, reference, "Simulate", SimulateLanguage.Document, static (document, _) => Bind(document), ct).ConfigureAwait(false);
        return new SimulateLoadResult(definition, diagnostics);
    }

    private static SimulateDefinition Bind(Located document)
    {
        var spec = document.At("spec");
        var expect = spec?.At("expect");
        return new SimulateDefinition
        {
            Name = document.At("metadata", "name")?.Text ?? "",
            About = AboutBinder.Bind(document),
            Place = document.Place,
            Katalog = SourceReference.Of(spec?.At("katalog")),
            CrdFiles = SourceReference.AllOf(spec, "crd", "crdFiles"),
            CrFiles = SourceReference.AllOf(spec, "cr", "crFiles"),
            Cycles = Number(spec?.At("cycles")) ?? 10,
            SkipExternal = spec?.At("skipExternal")?.Flag ?? false,
            External = spec?.At("external") is { } script ? [.. script.Items().Where(item => item.Node is MapNode).Select(Answer)] : [],
            Target = spec?.At("target")?.Text,
            Expect = expect is { } given ? Expectation(given) : null,
            ExpectOfEntries = expect?.At("crds") is { } entries
                ? entries.Entries().Where(entry => entry.Value.Node is MapNode).ToDictionary(entry => entry.Entry.Key, entry => Expectation(entry.Value), StringComparer.Ordinal)
                : new Dictionary<string, SimulateExpectation>(StringComparer.Ordinal),
            Imports = SourceReference.AllOf(document, "imports"),
        };
    }

    private static ScriptedAnswer Answer(Located at) => new(
        at.At("name")?.Text,
        at.At("url")?.Text,
        Number(at.At("status")),
        at.At("body") is { } body ? body.Text ?? NodeJson.Of(body.Node)?.ToJsonString() ?? "" : "",
        at.At("error")?.Text ?? "",
        Number(at.At("fromCycle")) ?? 1);

    private static SimulateExpectation Expectation(Located at) => new()
    {
        Place = at.Place,
        Steady = at.At("steady")?.Flag,
        SteadyAt = Number(at.At("steadyAt")),
        NoErrors = at.At("noErrors")?.Flag,
        Operations = Operations(at.At("ops")),
        Absent = Operations(at.At("absent")),
    };

    private static IReadOnlyList<ExpectedOperation> Operations(Located? list) =>
        list is { } given ? [.. given.Items().Where(item => item.At("resource")?.Text is not null).Select(Operation)] : [];

    private static ExpectedOperation Operation(Located at) => new(
        at.At("resource")!.Value.Text!,
        Number(at.At("cycle")),
        at.At("verb")?.Text,
        at.At("name")?.Text,
        Number(at.At("count")),
        at.Place);

    private static int? Number(Located? at) => at?.Whole is { } number and >= 0 and <= int.MaxValue ? (int)number : null;
}

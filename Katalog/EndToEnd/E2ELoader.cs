using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>Loads an <c>E2E</c> file; what it refers to is read by whoever runs it. It reports every mistake at once and throws for none.</summary>
/// <param name="reader">Reads the sources.</param>
public sealed class E2ELoader(ISourceReader reader)
{
    /// <summary>Loads the file behind a path or URL.</summary>
    public async Task<E2ELoadResult> LoadAsync(string reference, CancellationToken ct)
    {
        var (definition, diagnostics) = await DefinitionFile.LoadAsync(reader, reference, "E2E", E2ELanguage.Document, Bind, ct).ConfigureAwait(false);
        return new E2ELoadResult(definition, diagnostics);
    }

    private static E2EDefinition Bind(Located document, Findings findings)
    {
        var spec = document.At("spec");
        var functions = NoteBinder.Bind(spec ?? document, findings);
        var steps = new StepBinder(findings, new ConditionBinder(new FragmentCompiler(functions, findings, ProfileSet.Empty)));
        return new E2EDefinition
        {
            Name = document.At("metadata", "name")?.Text ?? "",
            About = AboutBinder.Bind(document),
            Place = document.Place,
            Katalog = SourceReference.Of(spec?.At("katalog")),
            CrdFiles = SourceReference.AllOf(spec, "crd", "crdFiles"),
            CrFiles = SourceReference.AllOf(spec, "cr", "crFiles"),
            Provider = spec?.At("cluster", "provider")?.Text ?? "kind",
            ClusterName = spec?.At("cluster", "name")?.Text ?? "ork-e2e",
            ReusesCluster = spec?.At("cluster", "reuse")?.Flag ?? false,
            TestsForeignOperator = spec?.At("custom", "target") is not null,
            Setup = Setup(spec),
            Steps = steps.Bind(spec?.At("expect")),
            OnFailure = steps.Diagnosis(spec?.At("onFailure")),
            Imports = [.. (document.At("imports")?.Items() ?? []).Select(Import).OfType<E2EImport>()],
        };
    }

    private static E2EImport? Import(Located at) => SourceReference.Of(at.At("path") ?? at) is { } file ? new E2EImport(file, at.At("freshCluster")?.Flag ?? false) : null;

    private static E2ESetup Setup(Located? spec) => spec?.At("setup") switch
    {
        null => E2ESetup.None,
        { Node: MapNode } setup => new E2ESetup(Charts(setup.At("helm")), SourceReference.AllOf(setup, "apply"), [.. (setup.At("wait")?.Items() ?? []).Select(Wait)]),
        _ => new E2ESetup([], SourceReference.AllOf(spec, "setup"), []),
    };

    private static SetupWait Wait(Located at) => new(at.At("kind")?.Text ?? "", at.At("name")?.Text ?? "", at.At("namespace")?.Text, at.At("timeout")?.Duration ?? TimeSpan.FromSeconds(60), at.Place);

    private static IReadOnlyList<SetupChart> Charts(Located? helm) => helm switch
    {
        null => [],
        { Node: MapNode } one => [Chart(one)],
        { } list => [.. list.Items().Select(Chart)],
    };

    private static SetupChart Chart(Located at) => new(
        at.At("name")?.Text ?? at.At("chart")?.Text ?? "",
        at.At("namespace")?.Text,
        at.At("repo")?.Text,
        at.At("chart")?.Text ?? at.At("name")?.Text ?? "",
        at.At("version")?.Text,
        SourceReference.AllOf(at, "valueFiles"),
        at.At("values") is { } values ? NodeJson.Of(values.Node) as JsonObject : null,
        at.Place);
}

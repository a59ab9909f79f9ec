using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
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
        findings.Warning(DiagnosticIds.CheckedOnly, document.Place, "a file of the kind E2E is checked, but not executed by this version", "nothing to do; ork simulate runs files of the kind Simulate");
        var spec = document.At("spec");
        var setup = spec?.At("setup");
        return new E2EDefinition
        {
            Name = document.At("metadata", "name")?.Text ?? "",
            Description = document.At("metadata", "description")?.Text,
            Place = document.Place,
            Katalog = SourceReference.Of(spec?.At("katalog")),
            CrdFiles = SourceReference.AllOf(spec, "crd", "crdFiles"),
            CrFiles = SourceReference.AllOf(spec, "cr", "crFiles"),
            Provider = spec?.At("cluster", "provider")?.Text ?? "kind",
            ClusterName = spec?.At("cluster", "name")?.Text ?? "ork-e2e",
            ReusesCluster = spec?.At("cluster", "reuse")?.Flag ?? false,
            Setup = setup is { Node: MapNode } ? SourceReference.AllOf(setup, "apply") : SourceReference.AllOf(spec, "setup"),
            Steps = [.. Maps(spec?.At("expect")).Select(Step)],
            Imports = [.. (document.At("imports")?.Items() ?? []).Select(item => SourceReference.Of(item.At("path") ?? item)).OfType<SourceReference>()],
        };
    }

    private static E2EStep Step(Located at) => new()
    {
        Name = at.At("name")?.Text ?? "",
        Place = at.Place,
        AfterDeletion = at.At("after")?.Text is "cr-deleted",
        Timeout = at.At("timeout")?.Duration ?? TimeSpan.FromSeconds(60),
        Wait = at.At("wait")?.Duration ?? TimeSpan.Zero,
        Resources = [.. Maps(at.At("resources")).Select(Object)],
        Commands = [.. Maps(at.At("commands")).Select(Command)],
        Kubectl = [.. E2ELanguage.KubectlVerbs.SelectMany(verb => (at.At("kubectl", verb)?.Items() ?? []).Select(item => Action(verb, item)))],
    };

    private static ExpectedObject Object(Located at) => new(
        at.At("kind")?.Text ?? "",
        at.At("name")?.Text,
        at.At("namespace")?.Text,
        at.At("ready")?.Flag ?? false,
        (int?)at.At("count")?.Whole,
        at.Place);

    private static E2ECommand Command(Located at) => new(at.At("run")?.Text ?? "", (int)(at.At("exitCode")?.Whole ?? 0), Assertions(at), at.Place);

    private static KubectlAction Action(string verb, Located at)
    {
        var arguments = NodeJson.Of(at.Node) as JsonObject ?? new JsonObject { ["file"] = at.Text };
        foreach (var assertion in E2ELanguage.Assertions)
            arguments.Remove(assertion);
        return new KubectlAction(verb, arguments, Assertions(at), at.Place);
    }

    private static IReadOnlyList<Assertion> Assertions(Located at) =>
        [.. E2ELanguage.Assertions.Select(name => (name, Value: at.At(name))).Where(each => each.Value is not null).Select(each => new Assertion(each.name, Texts(each.Value!.Value)))];

    private static IReadOnlyList<string> Texts(Located at) => at.Node is ListNode ? [.. at.Items().Select(item => item.Text).OfType<string>()] : [at.Text ?? ""];

    private static IEnumerable<Located> Maps(Located? list) => list?.Items().Where(item => item.Node is MapNode) ?? [];
}

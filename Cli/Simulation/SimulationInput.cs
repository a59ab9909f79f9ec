using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Simulation;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.Simulation;

/// <summary>Everything that a Simulate file refers to, read.</summary>
/// <param name="Katalogs">The definitions; empty when one has errors.</param>
/// <param name="Crds">One CRD for each entry that has none in the server by itself.</param>
/// <param name="Resources">The custom resources, in the order in which they are applied.</param>
/// <param name="Diagnostics">Every finding.</param>
internal sealed record SimulationInput(IReadOnlyList<KatalogDefinition> Katalogs, IReadOnlyList<JsonObject> Crds, IReadOnlyList<JsonObject> Resources, IReadOnlyList<Diagnostic> Diagnostics)
{
    private const string NotExecuted = "ORK1005";

    public bool HasErrors => Diagnostics.Any(IsError);

    /// <summary>What this version would have to execute: all that is wrong, or what enabled entries have.</summary>
    public IReadOnlyList<Diagnostic> Missing => HasErrors
        ? Diagnostics.Where(IsError).All(finding => string.Equals(finding.Id, NotExecuted, StringComparison.Ordinal)) ? [.. Diagnostics.Where(IsError)] : []
        : [.. Katalogs.SelectMany(katalog => katalog.Entries).Where(entry => entry.Enabled).SelectMany(entry => entry.NotExecuted)];

    /// <summary>Reads it all; what is made up is noted.</summary>
    public static async Task<SimulationInput> ReadAsync(SimulateDefinition definition, ISourceReader reader, IImportReader imports, ICollection<string> notes, CancellationToken cancellationToken)
    {
        var findings = new List<Diagnostic>();
        var manifests = new ManifestReader(reader);
        var resources = await ReadAsync(definition.CrFiles, manifests, findings, cancellationToken).ConfigureAwait(false);
        var sources = new SimulationSources(reader, resources, notes);
        var crds = (await ReadAsync(definition.CrdFiles, new ManifestReader(sources), findings, cancellationToken).ConfigureAwait(false))
            .Where(obj => string.Equals(obj.Kind, "CustomResourceDefinition", StringComparison.Ordinal))
            .ToList();
        if (definition.Katalog is not { } katalog)
            return new SimulationInput([], [], [], findings);
        var loaded = await new KatalogLoader(sources, null, imports).LoadAsync(FullPath(katalog), cancellationToken).ConfigureAwait(false);
        findings.AddRange(loaded.Diagnostics);
        if (loaded.Katalog is not { } definitions || findings.Exists(IsError))
            return new SimulationInput([], [], [], findings);

        var entries = definitions.Entries.Where(entry => entry.Enabled).ToList();
        if (definition.CrFiles.Count == 0)
            resources.AddRange(entries.SelectMany(entry => entry.Samples).Select(sample => (JsonObject)sample.DeepClone()));
        crds.InsertRange(0, entries.Select(entry => entry.Crd).OfType<JsonObject>());
        foreach (var entry in entries.Where(entry => NeedsCrd(entry, crds)))
        {
            notes.Add($"{entry.Name} has no crdFile: a CRD was made that keeps every field");
            crds.Add(GeneratedCrd.Of(entry.Types.Group, entry.Types.Version, entry.Types.Kind, entry.Types.Plural, entry.Namespaced));
        }

        return new SimulationInput([definitions], crds, resources, findings);
    }

    private static bool IsError(Diagnostic finding) => finding.Severity == DiagnosticSeverity.Error;

    /// <summary>Kinds of groups without a dot, and of the groups of Kubernetes itself, are served without one.</summary>
    private static bool NeedsCrd(CrdEntry entry, List<JsonObject> crds) =>
        entry.Types.Group.Contains('.', StringComparison.Ordinal)
        && !entry.Types.Group.EndsWith(".k8s.io", StringComparison.Ordinal)
        && !crds.Exists(crd => string.Equals((string?)crd["spec"]?["group"], entry.Types.Group, StringComparison.Ordinal) && string.Equals((string?)crd["spec"]?["names"]?["kind"], entry.Types.Kind, StringComparison.Ordinal));

    private static string FullPath(SourceReference reference) =>
        Path.IsPathRooted(reference.Reference) || reference.Reference.Contains("://", StringComparison.Ordinal)
            ? reference.Reference
            : Path.Combine(Path.GetDirectoryName(reference.RelativeTo) ?? "", reference.Reference);

    private static async Task<List<JsonObject>> ReadAsync(IReadOnlyList<SourceReference> references, ManifestReader reader, List<Diagnostic> findings, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        foreach (var reference in references)
        {
            var result = await reader.ReadAsync(reference.Reference, reference.RelativeTo, cancellationToken).ConfigureAwait(false);
            // A file that is not there is the mistake of whoever names it.
            findings.AddRange(result.Diagnostics.Select(finding => string.Equals(finding.Place.File, reference.Reference, StringComparison.Ordinal)
                ? finding with { Place = reference.Place, Message = $"{reference.Reference}: {finding.Message}" }
                : finding));
            all.AddRange(result.Manifests.Select(manifest => manifest.Object));
        }

        return all;
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Loading;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.Simulation;

/// <summary>Reads files. In place of a CRD file that is absent it gives one made for the custom resources of the simulation, and notes that.</summary>
/// <param name="files">The files.</param>
/// <param name="resources">The custom resources of the simulation.</param>
/// <param name="notes">Told what was made up.</param>
internal sealed class SimulationSources(ISourceReader files, IReadOnlyList<JsonObject> resources, ICollection<string> notes) : ISourceReader
{
    public async ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
    {
        try
        {
            return await files.ReadAsync(reference, relativeTo, ct).ConfigureAwait(false);
        }
        catch (SourceNotFoundException) when (relativeTo is not null && Candidate(reference) is { } type)
        {
            notes.Add($"{reference} is not there: a CRD was made for {type.Kind} of {type.ApiVersion}");
            return new SourceText(reference, GeneratedCrd.Of(type.Group, type.Version, type.Kind, GeneratedCrd.PluralOf(type.Kind), namespaced: true).ToJsonString());
        }
    }

    /// <summary>The type that an absent CRD file is about: the only one there is, or the one whose kind the file's name has.</summary>
    private GroupVersionKind? Candidate(string reference)
    {
        if (!reference.Contains("crd", StringComparison.OrdinalIgnoreCase))
            return null;
        var types = resources.Select(GroupVersionKind.Of).Where(type => type.Group.Contains('.', StringComparison.Ordinal)).Distinct().ToList();
        if (types.Count == 1)
            return types[0];
        var named = types.Where(type => reference.Contains(type.Kind, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1 ? named[0] : null;
    }
}

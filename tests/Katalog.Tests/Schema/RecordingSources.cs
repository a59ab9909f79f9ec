using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Tests.Schema;

/// <summary>Sources that are there whatever their names are, and that remember what they were asked for.</summary>
/// <param name="main">The file that is loaded.</param>
/// <param name="motif">The Motif that it imports, if any.</param>
internal sealed class RecordingSources(string main, string motif) : ISourceReader, IImportReader
{
    public const string Main = "main.yaml";

    private const string Katalog = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: imported }\nspec: { crds: { imported: { apiTypes: { group: a.io, version: v1, kind: Imported, plural: importeds } } } }\n";

    private const string Motif = "apiVersion: orkestra.orkspace.io/v1\nkind: Motif\nmetadata: { name: imported }\ninputs: [ { name: a }, { name: n1 } ]\nstatus: { fields: [ { path: a, value: \"{{ .inputs.a }}{{ .inputs.n1 }}\" } ] }\n";

    private readonly List<string> _asked = [];

    /// <summary>Every question, in order.</summary>
    public string Asked => string.Join('\n', _asked);

    public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
    {
        _asked.Add(reference);
        return ValueTask.FromResult(new SourceText(reference, reference switch
        {
            Main => main,
            "motif.yaml" => motif,
            "crd.yaml" or "other.yaml" => Sources.Crd,
            "./crd.yaml" => throw new SourceNotFoundException(reference, "no such file"),
            _ => Katalog,
        }));
    }

    public ValueTask<SourceText> DownloadAsync(string url, string? relativeTo, ImportCredential credential, CancellationToken ct) => Record($"{url} {credential}");

    public ValueTask<SourceText> RenderAsync(ChartReference chart, CancellationToken ct) =>
        Record($"{chart.Repository} {chart.Chart} {chart.Path} {chart.Version} {string.Join(',', chart.ValueFiles)} {chart.Values?.ToJsonString()} {chart.Credential}");

    public ValueTask<SourceText> PullAsync(RegistryReference artefact, CancellationToken ct) => Record($"{artefact.Kind} {artefact} {artefact.Credential}", artefact.Kind);

    private ValueTask<SourceText> Record(string asked, string kind = "Katalog")
    {
        _asked.Add(asked);
        return ValueTask.FromResult(new SourceText("imported.yaml", kind is "Motif" ? Motif : Katalog));
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>The CRD of an entry that names none, where a <c>crd.yaml</c> beside its file has it: known for checks only, and never applied. Files are looked for beside files, not behind addresses.</summary>
internal sealed class CrdBeside(ISourceReader reader)
{
    private const string FileName = "./crd.yaml";

    private readonly Dictionary<string, IReadOnlyList<JsonObject>> _read = new(StringComparer.Ordinal);

    /// <summary>Null when there is none for this type; what is wrong with the file is of no concern here.</summary>
    public async Task<JsonObject?> FindAsync(Located entry, CancellationToken ct)
    {
        if (entry.At("crdFile") is not null || entry.At("apiTypes", "group")?.Text is not { } group || entry.At("apiTypes", "kind")?.Text is not { } kind)
            return null;
        var file = entry.Node.Source.Reference;
        if (file.Contains("://", StringComparison.Ordinal))
            return null;
        if (!_read.TryGetValue(file, out var crds))
            _read[file] = crds = await ReadAsync(file, ct).ConfigureAwait(false);
        return crds.FirstOrDefault(crd => crd["spec"] is JsonObject spec && Is(spec["group"], group) && spec["names"] is JsonObject names && Is(names["kind"], kind));
    }

    private async Task<IReadOnlyList<JsonObject>> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            var source = await reader.ReadAsync(FileName, file, ct).ConfigureAwait(false);
            return [.. YamlReader.Read(source, new Findings()).Where(document => document.At("kind")?.Text is "CustomResourceDefinition").Select(document => NodeJson.Of(document.Node)).OfType<JsonObject>()];
        }
        catch (SourceNotFoundException)
        {
            return [];
        }
    }

    private static bool Is(JsonNode? node, string text) => node is JsonValue value && value.TryGetValue<string>(out var written) && string.Equals(written, text, StringComparison.Ordinal);
}

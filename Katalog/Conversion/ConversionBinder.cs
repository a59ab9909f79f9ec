using System.Text.Json.Nodes;
using Orkestra.Katalog.Checks;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Conversion;

/// <summary>Compiles <c>conversion</c>. Both directions of a conversion must be declared.</summary>
internal sealed class ConversionBinder(FragmentCompiler compiler)
{
    /// <summary>The directions that were compiled, with what they read.</summary>
    public List<WrittenPath> Written { get; } = [];

    public ConversionDefinition? Bind(Located? at)
    {
        if (at is not { Node: MapNode } given)
            return null;
        var paths = given.At("paths") is { } list ? list.Items().Select(Path).OfType<ConversionPath>().ToList() : [];
        CheckDirections(paths);
        return new ConversionDefinition
        {
            StorageVersion = given.At("storageVersion")?.Text,
            UpdatesCrd = given.At("updateCRD")?.Flag ?? false,
            IsParticipant = given.At("participant")?.Flag ?? false,
            IsLossless = given.At("lossless")?.Flag ?? true,
            Paths = paths,
            Examples = given.At("examples") is { } examples ? [.. examples.Items().Select(item => NodeJson.Of(item.Node)).OfType<JsonObject>()] : [],
        };
    }

    private ConversionPath? Path(Located at)
    {
        var before = compiler.Reads.Count;
        var spec = at.At("spec") is { Node: MapNode } fields ? compiler.CompileMap(fields) : null;
        if (at.At("from")?.Text is not { } from || at.At("to")?.Text is not { } to)
            return null;
        Written.Add(new WrittenPath(at, from, to, [.. compiler.Reads.Skip(before)]));
        return new ConversionPath(from, to, at.Place) { Spec = spec };
    }

    private void CheckDirections(List<ConversionPath> paths)
    {
        foreach (var path in paths)
        {
            if (!paths.Exists(other => string.Equals(other.From, path.To, StringComparison.Ordinal) && string.Equals(other.To, path.From, StringComparison.Ordinal)))
                compiler.Findings.Error(DiagnosticIds.RequiredKey, path.Place, $"{path.From} is converted to {path.To}, and {path.To} not back to {path.From}", $"add a path from {path.To} to {path.From}");
        }
    }
}

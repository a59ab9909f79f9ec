using System.Text.Json.Nodes;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>Reads the objects that E2E files name.</summary>
/// <param name="reader">Reads the sources.</param>
/// <param name="environment">Shortens paths.</param>
internal sealed class TestManifests(ISourceReader reader, CliEnvironment environment)
{
    /// <summary>Every object of some files, in order.</summary>
    /// <exception cref="CliException">One of them cannot be read, or is no object.</exception>
    public async Task<IReadOnlyList<JsonObject>> ReadAsync(IEnumerable<SourceReference> files, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        foreach (var file in files)
            all.AddRange(await ReadAsync(new ManifestReader(reader), file, cancellationToken).ConfigureAwait(false));
        return all;
    }

    /// <summary>Every object of a text.</summary>
    public Task<IReadOnlyList<JsonObject>> ParseAsync(string text, SourcePlace place, CancellationToken cancellationToken) =>
        ReadAsync(new ManifestReader(new OneText(text)), new SourceReference("manifest", place.File, place), cancellationToken);

    private async Task<IReadOnlyList<JsonObject>> ReadAsync(ManifestReader manifests, SourceReference file, CancellationToken cancellationToken)
    {
        var result = await manifests.ReadAsync(file.Reference, file.RelativeTo, cancellationToken).ConfigureAwait(false);
        if (result.Diagnostics.FirstOrDefault(static finding => finding.Severity == DiagnosticSeverity.Error) is { } wrong)
            throw Refuse(file, $"{file.Reference}: {wrong.Message}", wrong.Mend);
        if (result.Manifests.FirstOrDefault(static manifest => manifest.Object.Kind.Length == 0 || manifest.Object.ApiVersion.Length == 0 || manifest.Object.Name.Length == 0) is { } nameless)
            throw Refuse(file, $"{file.Reference}: line {nameless.Place.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)} begins an object without apiVersion, kind or name", "give it all three");
        return [.. result.Manifests.Select(static manifest => manifest.Object)];
    }

    private CliException Refuse(SourceReference file, string message, string mend) =>
        new(new CliFailure("ORK0073", $"{environment.Shorten(file.Place.File)}:{file.Place.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}", message, mend));

    private sealed class OneText(string text) : ISourceReader
    {
        public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct) => ValueTask.FromResult(new SourceText(reference, text));
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Gets the text behind an import. What cannot be got is reported where the import is.</summary>
internal sealed class ImportFetcher(FragmentBudget files, IImportReader reader, Findings findings)
{
    /// <summary>The Motif that an item of <c>imports</c> names.</summary>
    public async Task<SourceText?> MotifAsync(Located import, CancellationToken ct)
    {
        var at = import.At("oci") ?? import.At("motif");
        if (at is not { } given || given.Text is not { Length: > 0 } name)
            return null;
        return import.At("oci") is null && IsFile(name)
            ? await files.ReadAsync(given, name, ct).ConfigureAwait(false)
            : await GetAsync(given, () => reader.PullAsync(new RegistryReference("Motif", name, null, null, given.Node.Source.Reference), ct)).ConfigureAwait(false);
    }

    /// <summary>The Katalog that an item of <c>imports.files</c> names.</summary>
    public async Task<SourceText?> FileAsync(Located import, CancellationToken ct)
    {
        var at = import.At("url") ?? import;
        if (at.Text is not { Length: > 0 } reference)
            return null;
        return Credential(import) is { } credential
            ? await GetAsync(at, () => reader.DownloadAsync(reference, at.Node.Source.Reference, credential, ct)).ConfigureAwait(false)
            : await files.ReadAsync(at, reference, ct).ConfigureAwait(false);
    }

    /// <summary>The Katalog that an item of <c>imports.registry</c> names.</summary>
    public async Task<SourceText?> ArtefactAsync(Located import, CancellationToken ct)
    {
        var at = import.At("oci") ?? import.At("url") ?? import;
        if (at.Text is not { Length: > 0 } name)
            return null;
        var kind = import.At("useKomposer")?.Flag is true ? "Komposer" : "Katalog";
        return await GetAsync(at, () => reader.PullAsync(new RegistryReference(kind, name, import.At("version")?.Text, Credential(import), at.Node.Source.Reference), ct)).ConfigureAwait(false);
    }

    /// <summary>What an item of <c>imports.helm</c> renders.</summary>
    public Task<SourceText?> ChartAsync(Located import, CancellationToken ct)
    {
        var chart = new ChartReference
        {
            Repository = import.At("repo")?.Text,
            Chart = import.At("chart")?.Text,
            Path = import.At("path")?.Text,
            Version = import.At("version")?.Text,
            ValueFiles = [.. (import.At("valueFiles")?.Items() ?? []).Select(item => item.Text).OfType<string>()],
            Values = import.At("values") is { } values ? NodeJson.Of(values.Node) as JsonObject : null,
            Credential = Credential(import),
            RelativeTo = import.Node.Source.Reference,
        };
        return GetAsync(import, () => reader.RenderAsync(chart, ct));
    }

    /// <summary>A path has a folder or an ending for YAML, a name of the registry has neither.</summary>
    private static bool IsFile(string name) =>
        name.StartsWith("./", StringComparison.Ordinal) || name.StartsWith("../", StringComparison.Ordinal) || name.StartsWith('/') || name.StartsWith('$')
        || name.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || name.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static ImportCredential? Credential(Located import) =>
        import.At("auth") is { } auth && auth.At("fromEnv")?.Text is { Length: > 0 } variable ? new ImportCredential(auth.At("type")?.Text ?? "bearer", variable) : null;

    private async Task<SourceText?> GetAsync(Located at, Func<ValueTask<SourceText>> read)
    {
        try
        {
            var source = await read().ConfigureAwait(false);
            return files.Take(at, source) ? source : null;
        }
        catch (SourceNotFoundException e)
        {
            findings.Error(DiagnosticIds.ImportNotRead, at, $"{e.Reference} cannot be read: {e.Reason}", "mend that, or import a file in its place");
            return null;
        }
    }
}

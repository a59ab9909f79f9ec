using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Loading;

namespace Orkestra.Cli.Sources;

/// <summary>Reads what definitions refer to: files, URLs, charts. What comes from a URL or a chart refers to no file of this machine.</summary>
/// <param name="environment">The process: its folder, its variables.</param>
/// <param name="web">Reads URLs.</param>
/// <param name="charts">Renders charts.</param>
/// <param name="map">The ConfigMap that a definition is in; null: none is.</param>
internal sealed class DefinitionSources(CliEnvironment environment, WebFiles web, ChartRenderer charts, ConfigMapFiles? map = null) : ISourceReader, IImportReader
{
    private readonly FileSourceReader _files = new(environment.WorkingDirectory);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Every local file that was asked for, in full, those that are not there too.</summary>
    public IReadOnlyCollection<string> Files => _read;

    public static DefinitionSources Of(CliEnvironment environment, ConfigMapFiles? map = null) =>
        new(environment, new WebFiles(WebFiles.CreateHandler, environment.Clock), new ChartRenderer(environment), map);

    public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        if (map is not null && relativeTo is null && ConfigMapFiles.IsOne(reference))
            return new(map.Read(reference, null));
        var meant = Meant(reference, relativeTo);
        if (map is not null && ConfigMapFiles.IsOne(relativeTo) && !IsUrl(meant))
            return new(map.Read(meant, relativeTo));
        if (IsUrl(meant))
            return web.ReadAsync(meant, null, null, ct);
        _read.Add(Path.GetFullPath(Path.Combine(relativeTo is null ? environment.WorkingDirectory : Path.GetDirectoryName(environment.Resolve(relativeTo)) ?? "", meant)));
        return _files.ReadAsync(meant, relativeTo, ct);
    }

    public ValueTask<SourceText> DownloadAsync(string url, string? relativeTo, ImportCredential credential, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var meant = Meant(url, relativeTo);
        if (!IsUrl(meant))
            throw new SourceNotFoundException(url, "only a URL takes a credential");
        var secret = environment.Variable(credential.Variable) ?? throw new SourceNotFoundException(url, $"the environment variable {credential.Variable} is not set");
        return web.ReadAsync(meant, credential.Type, secret, ct);
    }

    public ValueTask<SourceText> RenderAsync(ChartReference chart, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (IsRemote(chart.RelativeTo) || ConfigMapFiles.IsOne(chart.RelativeTo))
            throw new SourceNotFoundException(chart.ToString(), "charts are rendered only for a Komposer of this machine");
        return charts.RenderAsync(chart, ct);
    }

    public ValueTask<SourceText> PullAsync(RegistryReference artefact, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(artefact);
        throw new SourceNotFoundException(artefact.ToString(), "this version of ork reads no registry; download the artefact and import its file");
    }

    private static bool IsUrl(string reference) =>
        reference.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || reference.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static bool IsRemote(string reference) => IsUrl(reference) || reference.StartsWith(ChartRenderer.Scheme, StringComparison.Ordinal);

    /// <summary>The path or URL behind a reference: of a variable, and of what is written in a file that was downloaded.</summary>
    private string Meant(string reference, string? relativeTo)
    {
        if (relativeTo is not null && IsRemote(relativeTo))
            return FromRemote(reference, relativeTo);
        if (reference.StartsWith('$'))
            reference = environment.Variable(reference[1..]) ?? throw new SourceNotFoundException(reference, $"the environment variable {reference[1..]} is not set");
        if (!IsUrl(reference) && reference.Contains("://", StringComparison.Ordinal))
            throw new SourceNotFoundException(reference, "only files and the schemes https and http can be read here");
        return reference;
    }

    private static Uri? Joined(string file, string path) =>
        Uri.TryCreate(path, UriKind.Relative, out var relative) && Uri.TryCreate(new Uri(file), relative, out var joined) ? joined : null;

    private static string FromRemote(string reference, string relativeTo)
    {
        if (!IsUrl(relativeTo) && !IsUrl(reference))
            throw new SourceNotFoundException(reference, "what a chart renders has no folder: write a URL");
        // A path from the root is one of the server, never one of this machine.
        var isPath = reference.StartsWith('/') || !Uri.TryCreate(reference, UriKind.Absolute, out _);
        var meant = isPath && IsUrl(relativeTo) ? Joined(relativeTo, reference) : Uri.TryCreate(reference, UriKind.Absolute, out var absolute) ? absolute : null;
        if (meant is null || !IsUrl(meant.AbsoluteUri))
            throw new SourceNotFoundException(reference, "a file that was downloaded refers only to URLs");
        if (relativeTo.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && meant.Scheme is "http")
            throw new SourceNotFoundException(reference, "a file that was downloaded with https refers only to https");
        return meant.AbsoluteUri;
    }
}

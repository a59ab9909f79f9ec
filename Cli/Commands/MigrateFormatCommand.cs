using System.CommandLine;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Output;
using Orkestra.Cli.Sources;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Migration;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork migrate-format</c>.</summary>
internal sealed class MigrateFormatCommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;
    private readonly Option<string[]> _files = FilesOption.Create();
    private readonly Option<bool> _write = new("--write") { Description = "Write the files in place of printing them" };
    private readonly Option<bool> _diff = new("--diff") { Description = "Print only the lines that change; exit code 1 when there are any" };

    public MigrateFormatCommand(CliEnvironment environment)
        : base("migrate-format", "Rewrites definitions of older versions, and what they include, into the present form. Comments and layout stay. Needs no cluster.")
    {
        _environment = environment;
        Options.Add(_files);
        Options.Add(_write);
        Options.Add(_diff);
        Validators.Add(result =>
        {
            if (result.GetValue(_write) && result.GetValue(_diff))
                result.AddError("--write and --diff exclude each other");
        });
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(_files) ?? [], parsed.GetValue(_write), parsed.GetValue(_diff), cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork migrate-format -f katalog.yaml               prints the file in the present form",
        "ork migrate-format -f katalog.yaml --diff        shows what would change",
        "ork migrate-format -f shop.yaml -f cafe/ --write",
    ];

    private async Task<int> RunAsync(string[] paths, bool write, bool diff, CancellationToken cancellationToken)
    {
        var files = paths.Length == 0 ? [DefinitionPath.Find(null, _environment)] : paths.Select(path => DefinitionPath.Find(path, _environment)).ToList();
        var reader = DefinitionSources.Of(_environment);
        var (failed, differs) = (false, false);
        foreach (var file in files)
        {
            if (await ReadAsync(reader, file, cancellationToken).ConfigureAwait(false) is not { } source)
            {
                failed = true;
                continue;
            }

            foreach (var migrated in await FormatMigration.MigrateAsync(source, reader, cancellationToken).ConfigureAwait(false))
            {
                foreach (var finding in migrated.Result.Diagnostics)
                    await _environment.Error.WriteLineAsync((finding with { Place = finding.Place with { File = _environment.Shorten(finding.Place.File) } }).ToString()).ConfigureAwait(false);
                failed |= migrated.Result.Text is null || migrated.Result.Diagnostics.Count > 0;
                differs |= migrated.Result.Changes.Count > 0;
                await ShowAsync(_environment.Shorten(migrated.Source.Reference), migrated, isFragment: !ReferenceEquals(migrated.Source, source), write, diff, cancellationToken).ConfigureAwait(false);
            }
        }

        return failed || (diff && differs) ? ExitCode.Findings : ExitCode.Ok;
    }

    private async Task ShowAsync(string file, MigratedFile migrated, bool isFragment, bool write, bool diff, CancellationToken cancellationToken)
    {
        var result = migrated.Result;
        if (result.Text is not { } text || (isFragment && result.Changes.Count == 0))
            return;
        if (write && !file.Contains("://", StringComparison.Ordinal))
            await WriteAsync(file, text, result.Changes, cancellationToken).ConfigureAwait(false);
        else if (diff)
            await _environment.Out.WriteAsync(LineDiff.Of(file, migrated.Source.Text, text)).ConfigureAwait(false);
        else if (isFragment)
            await _environment.Error.WriteLineAsync($"{file} is included and has {LoadedDefinitions.Counted(result.Changes.Count, "change")}, too: --diff shows them, --write makes them").ConfigureAwait(false);
        else
            await _environment.Out.WriteAsync(text).ConfigureAwait(false);
    }

    private async Task<SourceText?> ReadAsync(DefinitionSources reader, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(file, null, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceNotFoundException e)
        {
            var finding = new Diagnostic("ORK1001", DiagnosticSeverity.Error, $"the file cannot be read: {e.Reason}", "check the path", new SourcePlace(file, 1, 1, ""));
            await _environment.Error.WriteLineAsync(finding.ToString()).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>The file is replaced as a whole, so that a stop in between leaves the old one.</summary>
    private async Task WriteAsync(string file, string text, IReadOnlyList<string> changes, CancellationToken cancellationToken)
    {
        if (changes.Count > 0)
        {
            var path = _environment.Resolve(file);
            var draft = $"{path}.{Guid.NewGuid():N}.tmp";
            try
            {
                await File.WriteAllTextAsync(draft, text, cancellationToken).ConfigureAwait(false);
                File.Move(draft, path, overwrite: true);
            }
            finally
            {
                File.Delete(draft);
            }
        }

        await _environment.Out.WriteLineAsync($"{file}: {(changes.Count == 0 ? "is in the present form" : LoadedDefinitions.Counted(changes.Count, "change"))}").ConfigureAwait(false);
        foreach (var change in changes)
            await _environment.Out.WriteLineAsync($"  {change}").ConfigureAwait(false);
    }
}

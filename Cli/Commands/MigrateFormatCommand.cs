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
        : base("migrate-format", "Rewrites definitions of older versions into the present form. Comments and layout stay. Needs no cluster.")
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
            var source = await ReadAsync(reader, file, cancellationToken).ConfigureAwait(false);
            var result = source is null ? null : FormatMigration.Migrate(source);
            foreach (var finding in result?.Diagnostics ?? [])
                await _environment.Error.WriteLineAsync(finding.ToString()).ConfigureAwait(false);
            if (result?.Text is not { } text)
            {
                failed = true;
                continue;
            }

            differs |= result.Changes.Count > 0;
            if (write)
                await WriteAsync(file, text, result.Changes, cancellationToken).ConfigureAwait(false);
            else
                await _environment.Out.WriteAsync(diff ? LineDiff.Of(file, source!.Text, text) : text).ConfigureAwait(false);
        }

        return failed || (diff && differs) ? ExitCode.Findings : ExitCode.Ok;
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

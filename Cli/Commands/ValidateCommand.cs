using System.CommandLine;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Loading;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork validate</c>.</summary>
internal sealed class ValidateCommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;
    private readonly Option<string[]> _files = FilesOption.Create();

    public ValidateCommand(CliEnvironment environment)
        : base("validate", "Loads Katalogs and prints every mistake with its place. Needs no cluster.")
    {
        _environment = environment;
        Options.Add(_files);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork validate",
        "ork validate -f shop.yaml -f billing/",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var definitions = await new DefinitionLoader(_environment, new EntryDefaults()).LoadAsync(parsed.GetValue(_files) ?? [], cancellationToken).ConfigureAwait(false);
        await DiagnosticPrinter.PrintAsync(definitions, _environment.Out).ConfigureAwait(false);
        await _environment.Out.WriteLineAsync(definitions.Summary).ConfigureAwait(false);
        return definitions.Errors == 0 ? ExitCode.Ok : ExitCode.Findings;
    }
}

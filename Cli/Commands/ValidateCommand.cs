using System.CommandLine;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Output;
using Orkestra.Cli.Permissions;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Loading;
using Orkestra.Kubernetes.Yaml;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork validate</c>.</summary>
internal sealed class ValidateCommand : Command, IHasExamples
{
    private const string Text = "text";

    private readonly CliEnvironment _environment;
    private readonly Option<string[]> _files = FilesOption.Create();
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FORM", Description = "text, json, sarif or github [default: text]" };
    private readonly Option<bool> _full = new("--full") { Description = "Also print what the files say of themselves, and the permissions that an observer of these Katalogs needs, as a ClusterRole" };

    private readonly Option<bool> _strict = new("--strict") { Description = "Also refuse dependencies and cross reads of entries that none of the files has" };

    public ValidateCommand(CliEnvironment environment)
        : base("validate", "Loads Katalogs and prints every mistake with its place. Needs no cluster.")
    {
        _environment = environment;
        _output.AcceptOnlyFromAmong([.. FindingFormats.Names]);
        Options.Add(_files);
        Options.Add(_output);
        Options.Add(_full);
        Options.Add(_strict);
        Validators.Add(result =>
        {
            if (result.GetResult(_full) is not null && result.GetResult(_output)?.Tokens is [var form] && form.Value is not Text)
                result.AddError("--full prints text, and --output asks for another form");
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork validate",
        "ork validate -f shop.yaml -f billing/",
        "ork validate -f katalog.yaml --output sarif > findings.sarif     for code scanning; json and github too",
        "ork validate -f shop.yaml -f billing/ --strict                   what no file has is an error, not waited for",
        "ork validate -f katalog.yaml --full | kubectl apply -f -         the permissions it needs",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var definitions = await new DefinitionLoader(_environment, new EntryDefaults()).LoadAsync(parsed.GetValue(_files) ?? [], cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_strict))
            definitions = definitions.Strict();
        var form = parsed.GetValue(_output) ?? Text;
        var full = parsed.GetValue(_full);
        // What follows a pipe is YAML then; people still see the findings.
        var writer = full ? _environment.Error : _environment.Out;
        await writer.WriteAsync(FindingFormats.Of(form, definitions.Diagnostics)).ConfigureAwait(false);
        if (form is Text)
            await writer.WriteLineAsync(definitions.Summary).ConfigureAwait(false);
        if (full && definitions.Errors == 0)
            await PrintPermissionsAsync(definitions, cancellationToken).ConfigureAwait(false);
        return definitions.Errors == 0 ? ExitCode.Ok : ExitCode.Findings;
    }

    private async Task PrintPermissionsAsync(LoadedDefinitions definitions, CancellationToken cancellationToken)
    {
        foreach (var line in definitions.Katalogs.SelectMany(katalog => AboutText.Of(katalog, _environment.Shorten)))
            await _environment.Out.WriteLineAsync(line).ConfigureAwait(false);
        var needed = await NeededPermissions.OfAsync(definitions, cancellationToken).ConfigureAwait(false);
        foreach (var entry in needed.Unknown)
            await _environment.Out.WriteLineAsync($"# {entry} makes a kind that only a custom resource tells: add it").ConfigureAwait(false);
        await _environment.Out.WriteAsync(YamlText.Of(needed.ToClusterRole($"orkestra-{definitions.Katalogs[0].Name}"))).ConfigureAwait(false);
    }
}

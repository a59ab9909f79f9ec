using System.CommandLine;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Starter;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork init</c>.</summary>
internal sealed class InitCommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _folder = new("dir") { Description = "Where to; it is made if it is missing [default: this folder]", Arity = ArgumentArity.ZeroOrOne };

    public InitCommand(CliEnvironment environment)
        : base("init", "Writes a small operator to start from: Katalog, CRD, custom resource and a simulation that tests it.")
    {
        _environment = environment;
        Arguments.Add(_folder);
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(_folder) ?? ".", cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork init shop && ork simulate shop && ork dev shop",
    ];

    private async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var target = _environment.Resolve(folder);
        var taken = StarterFiles.Names.Where(name => File.Exists(Path.Combine(target, name))).ToList();
        if (taken.Count > 0)
            throw new CliException(new CliFailure("ORK0061", folder, $"{string.Join(", ", taken)} {(taken.Count == 1 ? "is" : "are")} there already", "choose another folder: nothing is overwritten"));
        Directory.CreateDirectory(target);
        foreach (var name in StarterFiles.Names)
        {
            await File.WriteAllTextAsync(Path.Combine(target, name), StarterFiles.Read(name), cancellationToken).ConfigureAwait(false);
            await _environment.Out.WriteLineAsync($"wrote {Path.Combine(folder, name)}").ConfigureAwait(false);
        }

        var shown = folder.Contains(' ', StringComparison.Ordinal) ? $"'{folder}'" : folder;
        await _environment.Out.WriteLineAsync($"try: ork simulate {shown}, then ork dev {shown}").ConfigureAwait(false);
        return ExitCode.Ok;
    }
}

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

    private readonly Option<string?> _hook = new("--hook") { HelpName = "NAME", Description = "A project with a C# hook that reconciles this kind, such as PgRole" };

    public InitCommand(CliEnvironment environment)
        : base("init", "Writes a small operator to start from: Katalog, CRD, custom resource and a simulation that tests it.")
    {
        _environment = environment;
        Arguments.Add(_folder);
        Options.Add(_hook);
        Validators.Add(result =>
        {
            if (result.GetValue(_hook) is { } name && !HookStarter.IsName(name))
                result.AddError($"--hook names a kind: an upper-case letter, then letters and digits, up to 40, and this is \"{name}\"");
        });
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(_folder) ?? ".", parsed.GetValue(_hook), cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork init shop && ork simulate shop && ork dev shop",
        "ork init roles --hook PgRole && dotnet publish roles -o roles/out/hooks && ork dev roles --hooks roles/out/hooks",
    ];

    private async Task<int> RunAsync(string folder, string? hook, CancellationToken cancellationToken)
    {
        var target = _environment.Resolve(folder);
        var files = hook is null ? [.. StarterFiles.Names.Select(name => (Name: name, Text: StarterFiles.Read(name)))] : new HookStarter(hook).Files;
        var taken = files.Select(file => file.Name).Where(name => File.Exists(Path.Combine(target, name))).ToList();
        if (taken.Count > 0)
            throw new CliException(new CliFailure("ORK0061", folder, $"{string.Join(", ", taken)} {(taken.Count == 1 ? "is" : "are")} there already", "choose another folder: nothing is overwritten"));
        Directory.CreateDirectory(target);
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(target, name), text, cancellationToken).ConfigureAwait(false);
            await _environment.Out.WriteLineAsync($"wrote {Path.Combine(folder, name)}").ConfigureAwait(false);
        }

        var shown = folder.Contains(' ', StringComparison.Ordinal) ? $"'{folder}'" : folder;
        var hooks = folder.Contains(' ', StringComparison.Ordinal) ? $"'{Path.Combine(folder, "out/hooks")}'" : Path.Combine(folder, "out/hooks");
        await _environment.Out.WriteLineAsync(hook is null ? $"try: ork simulate {shown}, then ork dev {shown}" : $"try: dotnet publish {shown} -o {hooks}, then ork dev {shown} --hooks {hooks}").ConfigureAwait(false);
        return ExitCode.Ok;
    }
}

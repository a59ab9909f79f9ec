using System.CommandLine;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork completion SHELL</c>: prints a script that asks the <c>[suggest]</c> directive.</summary>
internal sealed class CompletionCommand : Command, IHasExamples
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    private readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or fish" };

    public CompletionCommand(CliEnvironment environment)
        : base("completion", "Prints the completion script of a shell.")
    {
        _shell.AcceptOnlyFromAmong(Shells);
        Arguments.Add(_shell);
        SetAction(async (parsed, _) =>
        {
            await environment.Out.WriteAsync(Script(parsed.GetValue(_shell)!)).ConfigureAwait(false);
            return ExitCode.Ok;
        });
    }

    public IReadOnlyList<string> Examples =>
    [
        "source <(ork completion bash)",
        "ork completion zsh > \"${fpath[1]}/_ork\"",
        "ork completion fish > ~/.config/fish/completions/ork.fish",
    ];

    private static string Script(string shell)
    {
        using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{shell}")
            ?? throw new InvalidOperationException($"the script for {shell} is not in this build");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

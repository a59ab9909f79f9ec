using System.CommandLine;
using System.CommandLine.Help;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary>The command line as a whole: parses, runs one command, and turns every failure into one line and an exit code.</summary>
internal static class OrkCommandLine
{
    private const string DebugVariable = "ORK_DEBUG";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliEnvironment environment)
    {
        var parsed = Create(environment).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            return await RefuseAsync(parsed, environment).ConfigureAwait(false);
        try
        {
            // Signals are handled by whoever made the environment; the library's own handling would end the process first.
            var invocation = new InvocationConfiguration
            {
                Output = environment.Out,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, environment.Stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (environment.Stop.Token.IsCancellationRequested)
        {
            return environment.Stop.Reason == StopReason.Interrupt ? ExitCode.Interrupted : ExitCode.Findings;
        }
        catch (Exception exception)
        {
            var (failure, exitCode) = FailureTranslator.Translate(exception);
            await environment.Error.WriteLineAsync(failure.ToString()).ConfigureAwait(false);
            if (environment.Variable(DebugVariable) is "1" or "true")
                await environment.Error.WriteLineAsync(exception.ToString()).ConfigureAwait(false);
            return exitCode;
        }
    }

    /// <summary>The tree of commands.</summary>
    internal static RootCommand Create(CliEnvironment environment)
    {
        var root = new RootCommand("Orkestra: turns a Katalog file into running operators for your Kubernetes custom resources.")
        {
            new DevCommand(environment),
            new RunCommand(environment),
            new ValidateCommand(environment),
            new TemplateCommand(environment),
            new SimulateCommand(environment),
            new E2ECommand(environment),
            new InitCommand(environment),
            new ExplainCommand(environment),
            new NotesCommand(environment),
            new SchemaCommand(environment),
            new MigrateFormatCommand(environment),
            new CompletionCommand(environment),
            new VersionCommand(environment),
        };
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        var help = new HelpOption("--help", "-h");
        help.Action = new ExamplesHelp((HelpAction)help.Action!);
        root.Options.Add(help);
        return root;
    }

    private static async Task<int> RefuseAsync(ParseResult parsed, CliEnvironment environment)
    {
        var command = parsed.CommandResult.Command is RootCommand ? "ork" : $"ork {parsed.CommandResult.Command.Name}";
        foreach (var error in Errors(parsed).Distinct(StringComparer.Ordinal))
            await environment.Error.WriteLineAsync(new CliFailure("ORK0002", command, error.TrimEnd('.'), $"see {command} --help").ToString()).ConfigureAwait(false);
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Errors(ParseResult parsed)
    {
        if (parsed.CommandResult.Command is not RootCommand)
            return parsed.Errors.Select(error => error.Message);
        return parsed.UnmatchedTokens.Count == 0 ? ["no command was given"] : [$"there is no command \"{parsed.UnmatchedTokens[0]}\""];
    }
}

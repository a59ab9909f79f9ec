using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Orkestra.Cli.Commands;

/// <summary>The library's help, and below it the examples of the command.</summary>
internal sealed class ExamplesHelp(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly string[] RootExamples =
    [
        "ork dev examples/hello-website",
        "ork validate -f katalog.yaml",
        "ork run -f katalog.yaml --context staging",
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            IHasExamples command => command.Examples,
            RootCommand => RootExamples,
            _ => [],
        };
        if (examples.Count == 0)
            return ExitCode.Ok;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {example}");
        output.WriteLine();
        return ExitCode.Ok;
    }
}

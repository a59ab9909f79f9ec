using System.CommandLine;
using Orkestra.Cli.Templating;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork template</c>.</summary>
internal sealed class TemplateCommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;
    private readonly Option<string[]> _files = FilesOption.Create();

    private readonly Option<string[]> _resources = new("--cr")
    {
        HelpName = "FILE",
        Description = "Custom resources to render; may be given several times [default: the crFiles of the Katalog]",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _children = new("--children")
    {
        HelpName = "FILE",
        Description = "Children as they live in a cluster, such as kubectl get -o yaml prints, for templates that read .children",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public TemplateCommand(CliEnvironment environment)
        : base("template", "Prints the children of custom resources as YAML, in the order in which they are applied, and the status. Needs no cluster.")
    {
        _environment = environment;
        Options.Add(_files);
        Options.Add(_resources);
        Options.Add(_children);
        SetAction((parsed, cancellationToken) =>
            new TemplateSession(_environment).RunAsync(parsed.GetValue(_files) ?? [], parsed.GetValue(_resources) ?? [], parsed.GetValue(_children) ?? [], cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork template -f katalog.yaml --cr cr.yaml",
        "ork template -f katalog.yaml --cr cr.yaml --children live.yaml",
        "ork template -f katalog.yaml --cr cr.yaml | kubectl diff -f -",
    ];
}

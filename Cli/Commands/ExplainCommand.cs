using System.CommandLine;
using System.CommandLine.Completions;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Reference;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork explain</c>.</summary>
internal sealed class ExplainCommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;

    private readonly Argument<string?> _path = new("path")
    {
        Description = "Keys with dots between; positions and names that you choose may be left out [default: the top of the file]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _kind = KindOption.Create();

    public ExplainCommand(CliEnvironment environment)
        : base("explain", "Tells what a key of a Katalog means, of which type it is, and which keys are below it.")
    {
        _environment = environment;
        _path.CompletionSources.Add(Complete);
        Arguments.Add(_path);
        Options.Add(_kind);
        SetAction((parsed, _) => RunAsync(parsed.GetValue(_kind)!, parsed.GetValue(_path) ?? ""));
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork explain spec.crds",
        "ork explain spec.crds.operatorBox.reconcile.onReconcile.deployments.image",
        "ork explain --kind Simulate spec.expect",
    ];

    private async Task<int> RunAsync(string kind, string path)
    {
        var (key, wrong, possible) = LanguageReference.Explain(kind, path);
        if (key is null)
        {
            throw new CliException(new CliFailure(
                "ORK0062", path, $"there is no key {wrong} there", possible.Count == 0 ? "there are no keys below it" : $"keys there are {string.Join(", ", possible)}"));
        }

        var output = _environment.Out;
        await output.WriteLineAsync($"KEY: {(path.Length == 0 ? kind : path)} <{key.Type}>{(key.Required ? " required" : "")}").ConfigureAwait(false);
        foreach (var line in new[] { key.Description, key.Remark }.Where(line => line.Length > 0))
            await output.WriteLineAsync($"  {line}").ConfigureAwait(false);
        if (key.Keys.Count == 0)
            return ExitCode.Ok;
        await output.WriteLineAsync("KEYS:").ConfigureAwait(false);
        foreach (var below in key.Keys)
        {
            await output.WriteLineAsync($"  {below.Name} <{below.Type}>{(below.Required ? " required" : "")}").ConfigureAwait(false);
            foreach (var line in new[] { below.Description, below.Remark }.Where(line => line.Length > 0))
                await output.WriteLineAsync($"      {line}").ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }

    private static IEnumerable<CompletionItem> Complete(CompletionContext context)
    {
        var word = context.WordToComplete;
        var parent = word.Contains('.', StringComparison.Ordinal) ? word[..word.LastIndexOf('.')] : "";
        return LanguageReference.Explain(LanguageReference.Kinds[0], parent).Key?.Keys.Select(key => new CompletionItem(parent.Length == 0 ? key.Name : $"{parent}.{key.Name}")) ?? [];
    }
}

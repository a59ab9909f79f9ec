using System.CommandLine;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Functions;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork notes</c>.</summary>
internal sealed class NotesCommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _text = new("text") { Description = "Words to look for in names, domains, signatures and descriptions" };
    private readonly Argument<string> _name = new("name") { Description = "A function" };

    public NotesCommand(CliEnvironment environment)
        : base("notes", "Lists the functions that templates may call, by domain.")
    {
        _environment = environment;
        _name.CompletionSources.Add(_ => FunctionTable.Standard.Names.Order(StringComparer.Ordinal).Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var search = new Command("search", "Finds functions by words.") { _text };
        search.SetAction((parsed, _) => SearchAsync(parsed.GetValue(_text)!));
        var show = new Command("show", "Prints one function with arguments, result, behaviour for nil and an example.") { _name };
        show.SetAction((parsed, _) => ShowAsync(parsed.GetValue(_name)!));
        Subcommands.Add(search);
        Subcommands.Add(show);
        SetAction((_, _) => ListAsync());
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork notes",
        "ork notes search replicas",
        "ork notes show truncate",
    ];

    private async Task<int> ListAsync()
    {
        foreach (var domain in FunctionTable.Standard.Functions.GroupBy(function => function.Domain, StringComparer.Ordinal))
        {
            await _environment.Out.WriteLineAsync(domain.Key).ConfigureAwait(false);
            foreach (var function in domain)
                await _environment.Out.WriteLineAsync($"  {function.Signature}").ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }

    private async Task<int> SearchAsync(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = FunctionTable.Standard.Functions
            .Where(function => words.All(word => $"{function.Name} {function.Domain} {function.Signature} {function.Description}".Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(function => words.All(word => function.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 0 : 1)
            .ToList();
        if (found.Count == 0)
            throw new CliException(new CliFailure("ORK0060", text, "no function has that in its name, domain or description", "see ork notes for all of them"));
        foreach (var function in found)
            await _environment.Out.WriteLineAsync($"{function.Signature}  [{function.Domain}]\n    {function.Description}").ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private async Task<int> ShowAsync(string name)
    {
        var function = FunctionTable.Standard.Find(name) ?? throw new CliException(new CliFailure("ORK0060", name, "there is no such function", Mend(name)));
        var output = _environment.Out;
        await output.WriteLineAsync(function.Signature).ConfigureAwait(false);
        await output.WriteLineAsync($"  domain:    {function.Domain}").ConfigureAwait(false);
        await output.WriteLineAsync($"  arguments: {ArgumentsOf(function)}").ConfigureAwait(false);
        await output.WriteLineAsync($"  result:    {function.Description}").ConfigureAwait(false);
        await output.WriteLineAsync($"  example:   {function.Example}").ConfigureAwait(false);
        foreach (var fact in Facts(function))
            await output.WriteLineAsync($"  note:      {fact}").ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static string Mend(string name)
    {
        var near = FunctionTable.Standard.Names
            .Where(other => other.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(other, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Take(5)
            .ToList();
        return near.Count == 0 ? "ork notes search finds functions by words" : $"did you mean {string.Join(", ", near)}?";
    }

    private static string ArgumentsOf(TemplateFunction function) => (function.MinArguments, function.MaxArguments) switch
    {
        (0, 0) => "none",
        (1, 1) => "one",
        (var min, { } max) when min == max => $"{min}; what is piped is the last one",
        (var min, null) => $"{min} or more; what is piped is the last one",
        (var min, { } max) => $"{min} to {max}; what is piped is the last one",
    };

    private static IEnumerable<string> Facts(TemplateFunction function)
    {
        if (function.ReadsTime)
            yield return "reads the clock: an entry that calls it gets a pass at each resync";
        if (function.IsRandom)
            yield return "random: for once secrets and entries that are only created";
        if (function.Refused is { } refused)
            yield return refused;
    }
}

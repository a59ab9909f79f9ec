using System.Text.Json.Nodes;
using Orkestra.Cli.EndToEnd.Running;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>What only kubectl can do: describe, and exec, cp and top where nodes run pods.</summary>
/// <param name="action">The call.</param>
/// <param name="scope">Where.</param>
internal sealed class KubectlCheck(KubectlAction action, StepScope scope) : IStepCheck
{
    public SourcePlace Place => action.Place;

    public bool IsWatched => false;

    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        if (action.Verb is not "describe" && !scope.Cluster.RunsPods)
            throw new StepImpossibleException($"{action.Verb}: a DevCluster runs no pods; run the file with --provider existing");
        var arguments = await ArgumentsAsync(cancellationToken).ConfigureAwait(false);
        var result = await scope.Programs.KubectlAsync(arguments, cancellationToken).ConfigureAwait(false);
        var what = $"kubectl {string.Join(' ', arguments)}";
        if (result.ExitCode != 0)
            return new Look(Holds: false, what, result.All.Trim());
        if (action.Query is null)
            return AnswerCheck.Compare(what, action.Assertions, result.Output, otherwise: true);
        try
        {
            return AnswerCheck.Compare(what, action, JsonNode.Parse(result.Output));
        }
        catch (System.Text.Json.JsonException)
        {
            return new Look(Holds: false, what, $"an answer that is no JSON: {result.Output.Trim()}");
        }
    }

    private async Task<List<string>> ArgumentsAsync(CancellationToken cancellationToken)
    {
        List<string> arguments = [action.Verb];
        if (!(action.Verb is "top" && string.Equals(action.Text("kind"), "node", StringComparison.OrdinalIgnoreCase)))
            arguments.AddRange(["-n", action.Text("namespace") ?? scope.Namespace]);
        var pod = action.Text("pod") ?? action.Text("name");
        if (LeaseCheck.LeaseOf(action) is { } lease)
            pod = await LeaseCheck.HolderAsync(action, lease, scope, cancellationToken).ConfigureAwait(false);
        switch (action.Verb)
        {
            case "describe":
                var resource = await scope.RequireAsync(action.Text("kind")!, action.Text("apiVersion"), action.Place, cancellationToken).ConfigureAwait(false);
                arguments.Add(resource.GroupResource);
                if (action.Text("name") is { } name)
                    arguments.Add(name);
                return arguments;
            case "top":
                arguments.Insert(1, action.Text("kind")?.ToLowerInvariant() ?? "pod");
                if (pod is not null)
                    arguments.Add(pod);
                if (action.Text("selector") is { } selector)
                    arguments.AddRange(["-l", selector]);
                return arguments;
            default:
                // cp needs a tar in the container; the content of one file does not.
                arguments[0] = "exec";
                arguments.Add(pod ?? throw new StepImpossibleException($"{action.Verb} needs a pod"));
                if (action.Text("container") is { } container)
                    arguments.AddRange(["-c", container]);
                arguments.Add("--");
                if (action.Verb is "cp")
                    arguments.AddRange(["cat", action.Text("from")!]);
                else if (action.Arguments["command"] is JsonArray words)
                    arguments.AddRange(words.Select(static word => word?.ToString() ?? ""));
                else
                    arguments.AddRange(["sh", "-c", action.Text("command")!]);
                return arguments;
        }
    }
}

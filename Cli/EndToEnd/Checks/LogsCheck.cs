using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Cli.EndToEnd.Running;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary><c>kubectl logs</c>: the observer's own log from here, that of pods from kubectl where nodes run them.</summary>
/// <param name="action">Whose.</param>
/// <param name="scope">Where.</param>
internal sealed class LogsCheck(KubectlAction action, StepScope scope) : IStepCheck
{
    public SourcePlace Place => action.Place;

    public bool IsWatched => false;

    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var lease = LeaseCheck.LeaseOf(action);
        var pod = action.Text("pod") ?? action.Text("name");
        var tail = action.Arguments["tail"] is JsonValue value && value.TryGetValue(out long lines) ? (int)lines : int.MaxValue;
        if (scope.IsAboutOperator(lease, null, pod, action.Text("namespace")))
        {
            var since = action.Text("since") is { } text && Settings.Durations.TryParse(text, out var time) ? scope.Clock.GetUtcNow() - time : DateTimeOffset.MinValue;
            var log = scope.Log.Lines(since, tail);
            return AnswerCheck.Compare("the log of the observer", action.Assertions, log.Count == 0 ? null : string.Join('\n', log), otherwise: true);
        }

        if (!scope.Cluster.RunsPods)
            throw new StepImpossibleException($"logs of {pod ?? action.Text("selector") ?? "pods"}: a DevCluster runs no pods, so they have no logs; run the file with --provider existing");
        pod = lease is null ? pod : await LeaseCheck.HolderAsync(action, lease, scope, cancellationToken).ConfigureAwait(false);
        List<string> arguments = ["logs", "-n", action.Text("namespace") ?? scope.Namespace];
        if (pod is not null)
            arguments.Add(action.Text("kind") is { } kind ? $"{kind}/{pod}" : pod);
        foreach (var (key, flag) in new[] { ("container", "-c"), ("selector", "-l") })
        {
            if (action.Text(key) is { } given)
                arguments.AddRange([flag, given]);
        }

        if (action.Text("since") is { } back)
            arguments.Add($"--since={back}");
        if (tail < int.MaxValue)
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--tail={tail}"));
        var result = await scope.Programs.KubectlAsync(arguments, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0
            ? AnswerCheck.Compare($"the log of {pod ?? action.Text("selector")}", action.Assertions, result.Output, otherwise: true)
            : new Look(Holds: false, $"the log of {pod ?? action.Text("selector")}", result.All.Trim());
    }
}

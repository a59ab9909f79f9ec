using System.Text.Json.Nodes;
using Orkestra.Cli.EndToEnd.Checks;
using Orkestra.Cli.EndToEnd.Running;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Yaml;

namespace Orkestra.Cli.EndToEnd.Reporting;

/// <summary>What is shown of a step that failed: the objects as they were last seen, the end of the observer's log, and what the file asks to be shown.</summary>
/// <param name="scope">Where.</param>
internal sealed class FailureDetails(StepScope scope)
{
    private const int LogLines = 30;
    private const int LinesOfOne = 200;
    private const int MaxObjects = 5;

    private static readonly TimeSpan TimeOfOne = TimeSpan.FromSeconds(20);

    /// <param name="last">The look that was not as expected; null: there was none.</param>
    /// <param name="customResources">Those of the file as they live.</param>
    /// <param name="diagnoses">What the file asks to be shown.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task<IReadOnlyList<string>> CollectAsync(Look? last, IReadOnlyList<JsonObject> customResources, IEnumerable<E2EDiagnosis> diagnoses, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        if (last is not null)
        {
            lines.Add($"expected: {last.Expected}");
            Add(lines, "actual:", last.Actual);
        }

        foreach (var obj in (last?.Objects ?? []).Take(MaxObjects).Concat(customResources.Take(MaxObjects)).DistinctBy(static obj => (obj.Kind, obj.ObjectName)))
            Add(lines, $"last seen: {obj.Kind} {obj.ObjectName}", YamlText.Of(Shown(obj)));

        if (scope.Health is not null)
            Add(lines, "the end of the observer's log:", string.Join('\n', scope.Log.Lines(DateTimeOffset.MinValue, LogLines)));
        foreach (var diagnosis in diagnoses)
        {
            foreach (var action in diagnosis.Kubectl)
                Add(lines, $"kubectl {action.Verb} {action.Text("kind")} {action.Text("name")}".TrimEnd() + ":", await ShowAsync(StepChecks.Of(action with { Assertions = [] }, scope), cancellationToken).ConfigureAwait(false));
            foreach (var command in diagnosis.Commands)
                Add(lines, $"{command.Run}:", await RunAsync(command.Run, cancellationToken).ConfigureAwait(false));
        }

        return lines;
    }

    /// <summary>Without what nobody reads, and without what is secret.</summary>
    private static JsonObject Shown(JsonObject live)
    {
        var obj = (JsonObject)SecretMask.Of(live).DeepClone();
        obj.Metadata?.Remove("managedFields");
        return obj;
    }

    private static void Add(List<string> lines, string title, string text)
    {
        lines.Add(title);
        lines.AddRange(text.TrimEnd().Split('\n').Take(LinesOfOne).Select(static line => $"  {line.TrimEnd('\r')}"));
    }

    private Task<string> ShowAsync(IStepCheck check, CancellationToken cancellationToken) => BoundedAsync(async ct =>
    {
        var look = await check.LookAsync(ct).ConfigureAwait(false);
        return look.Answer ?? look.Actual;
    }, cancellationToken);

    private Task<string> RunAsync(string line, CancellationToken cancellationToken) =>
        BoundedAsync(async ct => (await scope.Programs.ShellAsync(line, ct).ConfigureAwait(false)).All, cancellationToken);

    /// <summary>A diagnosis that fails says so, and stops nothing.</summary>
    private async Task<string> BoundedAsync(Func<CancellationToken, Task<string>> show, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(TimeOfOne, scope.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            return await show(either.Token).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            return $"cannot be shown: {failed.Message}";
        }
    }
}

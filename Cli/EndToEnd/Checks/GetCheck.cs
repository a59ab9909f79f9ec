using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Yaml;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary><c>kubectl get</c>: a field of an object, or all of it as text. Formats that only kubectl has are asked of kubectl.</summary>
/// <param name="action">What is read.</param>
/// <param name="scope">Where.</param>
internal sealed class GetCheck(KubectlAction action, StepScope scope) : IStepCheck
{
    public SourcePlace Place => action.Place;

    public bool IsWatched => true;

    private string Format => action.Text("format") ?? "yaml";

    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var (kind, name) = (action.Text("kind")!, action.Text("name"));
        var what = $"{kind} {name ?? action.Text("selector") ?? "*"}";
        if (await scope.FindAsync(kind, action.Text("apiVersion"), cancellationToken).ConfigureAwait(false) is not { } resource)
            return new Look(Holds: false, what, $"the server serves no kind {kind}");
        var objects = await ReadAsync(resource, name, cancellationToken).ConfigureAwait(false);
        var isSecret = resource is { Group: "", Kind: "Secret" };
        var answer = AnswerOf(name, objects);
        if (action.Query is not null)
            return AnswerCheck.Compare(what, action, answer, isSecret ? SecretMask.NotShown : null) with { Objects = objects };
        string? text;
        try
        {
            text = answer is null ? null : await TextAsync(resource, answer, objects, cancellationToken).ConfigureAwait(false);
        }
        catch (KubectlFailedException failed)
        {
            return new Look(Holds: false, what, failed.Message) { Objects = objects };
        }

        return AnswerCheck.Compare(what, action.Assertions, text, otherwise: objects.Count > 0, isSecret ? Masked(name, objects) : null) with { Objects = objects };
    }

    private static JsonObject? AnswerOf(string? name, IReadOnlyList<JsonObject> objects) => name is null ? ListOf(objects) : objects is [var only] ? only : null;

    private string Masked(string? name, IReadOnlyList<JsonObject> objects)
    {
        var masked = AnswerOf(name, [.. objects.Select(SecretMask.Of)]);
        return masked is null || Format is not ("yaml" or "json") ? SecretMask.NotShown : Format is "yaml" ? YamlText.Of(masked) : masked.ToJsonString();
    }

    private static JsonObject ListOf(IReadOnlyList<JsonObject> objects) =>
        new() { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. objects.Select(static obj => obj.DeepClone())]) };

    private async Task<string> TextAsync(ApiResource resource, JsonObject answer, IReadOnlyList<JsonObject> objects, CancellationToken cancellationToken)
    {
        switch (Format)
        {
            case "yaml":
                return YamlText.Of(answer);
            case "json":
                return answer.ToJsonString();
            case "name":
                return string.Join('\n', objects.Select(obj => $"{(resource.Group.Length == 0 ? resource.Singular : $"{resource.Singular}.{resource.Group}")}/{obj.Name}"));
            default:
                List<string> arguments = ["get", resource.GroupResource, "-o", Format];
                if (action.Text("name") is { } name)
                    arguments.Add(name);
                if (action.Text("selector") is { } selector)
                    arguments.AddRange(["-l", selector]);
                if (resource.Namespaced)
                    arguments.AddRange(["-n", action.Text("namespace") ?? scope.Namespace]);
                var result = await scope.Programs.KubectlAsync(arguments, cancellationToken).ConfigureAwait(false);
                return result.ExitCode == 0 ? result.Output : throw new KubectlFailedException(result.All.Trim());
        }
    }

    private async Task<IReadOnlyList<JsonObject>> ReadAsync(ApiResource resource, string? name, CancellationToken cancellationToken)
    {
        var client = scope.Cluster.Admin;
        if (name is not null)
            return await client.FindAsync(resource, scope.NameOf(resource, action.Text("namespace"), name), cancellationToken).ConfigureAwait(false) is { } one ? [one] : [];
        var options = new ListOptions { Namespace = resource.Namespaced ? action.Text("namespace") ?? scope.Namespace : null, LabelSelector = action.Text("selector") };
        var all = new List<JsonObject>();
        await foreach (var obj in client.ListAsync(resource, options, cancellationToken).ConfigureAwait(false))
            all.Add(obj);
        return all;
    }

    /// <summary>What kubectl says of it is no answer.</summary>
    private sealed class KubectlFailedException(string message) : Exception(message);
}

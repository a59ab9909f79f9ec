using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Cli.EndToEnd.Checks;
using Orkestra.Cli.Steady;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.Loading;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>What a step changes before it looks: apply, patch, restart, scale, delete, each once and in this order. What the server refuses fails the step.</summary>
/// <param name="scope">Where.</param>
/// <param name="manifests">Reads files.</param>
internal sealed class StepChanges(StepScope scope, TestManifests manifests)
{
    private const string FieldManager = "ork";

    /// <summary>Makes one change.</summary>
    public Task MakeAsync(KubectlAction action, CancellationToken cancellationToken) => action.Verb switch
    {
        "apply" => ApplyAsync(action, cancellationToken),
        "patch" => PatchAsync(action, cancellationToken),
        "restart" => RestartAsync(action, cancellationToken),
        "scale" => ScaleAsync(action, cancellationToken),
        _ => DeleteAsync(action, cancellationToken),
    };

    private async Task ApplyAsync(KubectlAction action, CancellationToken cancellationToken)
    {
        foreach (var obj in await ObjectsAsync(action, cancellationToken).ConfigureAwait(false))
            await scope.Ledger.ApplyAsync(obj, scope.Namespace, scope.Cluster.IsForTests, force: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<JsonObject>> ObjectsAsync(KubectlAction action, CancellationToken cancellationToken)
    {
        if (action.Text("file") is { } file)
            return await manifests.ReadAsync([new SourceReference(file, action.Place.File, action.Place)], cancellationToken).ConfigureAwait(false);
        if (action.Arguments["manifest"] is JsonObject inline)
            return [inline];
        return action.Text("manifest") is { } text ? await manifests.ParseAsync(text, action.Place, cancellationToken).ConfigureAwait(false)
            : action.Arguments.Kind.Length > 0 && action.Arguments.ApiVersion.Length > 0 ? [action.Arguments]
            : throw new StepImpossibleException("apply needs a file, a manifest, or the keys of an object");
    }

    private async Task PatchAsync(KubectlAction action, CancellationToken cancellationToken)
    {
        var body = action.Arguments["patch"] is JsonValue text ? Parse((string?)text ?? "") : action.Arguments["patch"]?.DeepClone() ?? new JsonObject();
        var kind = (action.Text("type"), body) switch
        {
            ("strategic", _) => PatchKind.StrategicMerge,
            ("json", _) or (null, JsonArray) => PatchKind.Json,
            _ => PatchKind.Merge,
        };
        var resource = await ResourceAsync(action, cancellationToken).ConfigureAwait(false);
        await scope.Cluster.Admin.PatchAsync(resource, NameOf(action, resource), kind, body, new WriteOptions { FieldManager = FieldManager, Subresource = action.Text("subresource") }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A new annotation on the pods' template, as kubectl rollout restart.</summary>
    private async Task RestartAsync(KubectlAction action, CancellationToken cancellationToken)
    {
        var resource = await ResourceAsync(action, cancellationToken).ConfigureAwait(false);
        if (resource.Kind is not ("Deployment" or "StatefulSet" or "DaemonSet"))
            throw new StepImpossibleException($"restart is for deployments, stateful sets and daemon sets, and {resource.Kind} is none of them");
        var at = scope.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var body = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["kubectl.kubernetes.io/restartedAt"] = at } } } } };
        await scope.Cluster.Admin.PatchAsync(resource, NameOf(action, resource), PatchKind.Merge, body, new WriteOptions { FieldManager = FieldManager }, cancellationToken).ConfigureAwait(false);
    }

    private async Task ScaleAsync(KubectlAction action, CancellationToken cancellationToken)
    {
        var resource = await ResourceAsync(action, cancellationToken).ConfigureAwait(false);
        if (!resource.HasScale)
            throw new StepImpossibleException($"{resource.Kind} has no scale subresource: patch the field that says how many");
        var body = new JsonObject { ["spec"] = new JsonObject { ["replicas"] = action.Arguments["replicas"]?.DeepClone() } };
        await scope.Cluster.Admin.PatchAsync(resource, NameOf(action, resource), PatchKind.Merge, body, new WriteOptions { FieldManager = FieldManager, Subresource = "scale" }, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteAsync(KubectlAction action, CancellationToken cancellationToken)
    {
        var client = scope.Cluster.Admin;
        var targets = new List<(ApiResource Resource, ObjectName Name)>();
        if (action.Text("file") is not null)
        {
            foreach (var obj in await ObjectsAsync(action, cancellationToken).ConfigureAwait(false))
            {
                var of = await scope.Ledger.ResourceOfAsync(obj, cancellationToken).ConfigureAwait(false);
                targets.Add((of, scope.NameOf(of, obj.Namespace, obj.Name)));
            }
        }
        else
        {
            var resource = await ResourceAsync(action, cancellationToken).ConfigureAwait(false);
            if (action.Text("selector") is { } selector)
            {
                await foreach (var obj in client.ListAsync(resource, new ListOptions { Namespace = resource.Namespaced ? action.Text("namespace") ?? scope.Namespace : null, LabelSelector = selector }, cancellationToken).ConfigureAwait(false))
                    targets.Add((resource, obj.ObjectName));
            }
            else
            {
                targets.Add((resource, NameOf(action, resource)));
            }
        }

        foreach (var (resource, name) in targets)
        {
            if (!await client.DeleteAsync(resource, name, new DeleteOptions { Propagation = PropagationPolicy.Background }, cancellationToken).ConfigureAwait(false))
                throw new StepImpossibleException($"{ObjectText.Of(resource.Kind, name.Namespace, name.Name)} cannot be deleted: it is not there");
        }
    }

    private static JsonNode Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? new JsonObject();
        }
        catch (JsonException e)
        {
            throw new StepImpossibleException($"the patch is no JSON: {e.Message}");
        }
    }

    private Task<ApiResource> ResourceAsync(KubectlAction action, CancellationToken cancellationToken) =>
        scope.RequireAsync(action.Text("kind") ?? "", action.Text("apiVersion"), action.Place, cancellationToken);

    private ObjectName NameOf(KubectlAction action, ApiResource resource) =>
        scope.NameOf(resource, action.Text("namespace"), action.Text("name") ?? throw new StepImpossibleException($"{action.Verb} needs the name of the {resource.Kind}"));
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Patching;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Operations;

/// <summary>The scale subresource: replicas of any resource under one form, autoscaling/v1 Scale.</summary>
internal sealed class ScaleOperations(ObjectWriter writer, ReadOperations reads)
{
    public ApiResponse Answer(OperationContext context, string verb) => verb switch
    {
        "get" => Get(context),
        "update" => Update(context.ForWrite()),
        "patch" => Patch(context.ForWrite()),
        _ => throw ApiErrors.MethodNotAllowed(),
    };

    private ApiResponse Get(OperationContext context)
    {
        var stored = context.Resource.Store.Find(context.Namespace, context.Name) ?? throw context.Resource.NotFound(context.Name);
        return Answer(context, context.Resource.Read(stored));
    }

    private ApiResponse Update(OperationContext context)
    {
        var scale = RequestBody.Read(context.Request).Object();
        if (scale.Name.Length > 0 && !string.Equals(scale.Name, context.Name, StringComparison.Ordinal))
            throw ApiErrors.BadRequest($"the name of the object ({scale.Name}) does not match the name on the URL ({context.Name})");
        return Set(context, _ => scale);
    }

    private ApiResponse Patch(OperationContext context)
    {
        var patch = RequestBody.ReadJson(context.Request.Body).Node;
        return Set(context, live => MediaTypes.Bare(context.Request.ContentType) switch
        {
            "application/merge-patch+json" or "application/strategic-merge-patch+json" => (JsonObject)MergePatch.Apply(live, patch)!,
            "application/json-patch+json" => (JsonObject)Fit(live, patch)!,
            "application/apply-patch+yaml" => (JsonObject)MergePatch.Apply(live, patch)!,
            _ => throw ApiErrors.UnsupportedMediaType("application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"),
        });
    }

    private static JsonNode? Fit(JsonObject live, JsonNode? patch)
    {
        try
        {
            return JsonPatch.Apply(live, patch);
        }
        catch (PatchException error)
        {
            throw PatchOperations.Refused(error);
        }
    }

    private ApiResponse Set(OperationContext context, Func<JsonObject, JsonObject> change)
    {
        var facts = context.Resource.Kind.Scale!;
        var result = writer.Update(context, live =>
        {
            var scale = change(Scale(context.Resource, live));
            if (scale.Uid is { Length: > 0 } uid && !string.Equals(uid, live.Uid, StringComparison.Ordinal))
                throw ObjectWriter.OtherUid(context.Resource, context.Name, uid, live.Uid);
            var replicas = scale.Dig("spec", "replicas");
            if (replicas is not null && replicas.Number() is null)
                throw ApiErrors.BadRequest("Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32");
            var count = replicas.Number() ?? 0;
            if (count < 0)
                throw ApiErrors.Invalid("autoscaling", "Scale", context.Name, [FieldError.Invalid("spec.replicas", count, "must be greater than or equal to 0")]);
            var next = live.Copy();
            next.SetDots(facts.SpecReplicasPath, count);
            next.Meta["resourceVersion"] = scale.ResourceVersion.Length > 0 ? scale.ResourceVersion : live.ResourceVersion;
            return new StateChange(next);
        });
        return Answer(context, JsonBytes.ParseObject(result.Utf8.Span));
    }

    private ApiResponse Answer(OperationContext context, JsonObject obj) =>
        reads.Render(context, 200, JsonBytes.Write(Scale(context.Resource, obj)), ResponseForm.Whole);

    private static JsonObject Scale(ServedResource resource, JsonObject obj)
    {
        var facts = resource.Kind.Scale!;
        var meta = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            if (obj.Meta[name] is { } value)
                meta[name] = value.DeepClone();
        }

        var spec = new JsonObject();
        if (obj.AtDots(facts.SpecReplicasPath).Number() is { } wanted)
            spec["replicas"] = wanted;
        var status = new JsonObject { ["replicas"] = obj.AtDots(facts.StatusReplicasPath).Number() ?? 0 };
        if (facts.SelectorPath is { } path && obj.AtDots(path) is { } selector)
            status["selector"] = selector.Text() ?? SelectorText.Of(selector);
        return new JsonObject { ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = meta, ["spec"] = spec, ["status"] = status };
    }
}

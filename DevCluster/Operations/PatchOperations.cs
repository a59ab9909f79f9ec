using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Apply;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Patching;

namespace Orkestra.DevCluster.Operations;

/// <summary>The four kinds of patches.</summary>
internal sealed class PatchOperations(ObjectWriter writer, ReadOperations reads)
{
    private const string Accepted = "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";
    private const string AcceptedBuiltIn = "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml";

    public ApiResponse Patch(OperationContext context)
    {
        context.ForWrite();
        var form = ResponseForms.Of(context.Request);
        var type = MediaTypes.Bare(context.Request.ContentType);
        if (type is not "application/apply-patch+yaml" && context.Request.Query.Find("force") is not null)
            throw ApiErrors.Invalid("meta.k8s.io", "PatchOptions", "", [FieldError.Forbidden("force", "may not be specified for non-apply patch")]);
        var result = type switch
        {
            "application/apply-patch+yaml" => Apply(context),
            "application/merge-patch+json" => Change(context, Merge(context)),
            "application/json-patch+json" => Change(context, Json(context)),
            "application/strategic-merge-patch+json" when !context.Resource.Kind.Custom => Change(context, Strategic(context)),
            _ => throw ApiErrors.UnsupportedMediaType(context.Resource.Kind.Custom ? Accepted : AcceptedBuiltIn),
        };
        return reads.Render(context, result.Created ? 201 : 200, result.Utf8, form);
    }

    private WriteResult Change(OperationContext context, Func<JsonObject, JsonObject> patch) => writer.Update(context, live =>
    {
        JsonObject next;
        try
        {
            next = patch(live);
        }
        catch (PatchException error)
        {
            throw Refused(error);
        }

        return new StateChange(Completed(context, live, next));
    });

    /// <summary>A patch that does not fit is answered with a general sentence; what did not fit is told as a cause.</summary>
    internal static ApiException Refused(PatchException error) => error.StatusCode == 422
        ? new ApiException(422, "Invalid", "the server rejected our request due to an error in our request", new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = "UnexpectedServerResponse", ["message"] = error.Message }),
        })
        : new ApiException(error.StatusCode, error.Reason, error.Message);

    private static JsonObject Completed(OperationContext context, JsonObject live, JsonObject next)
    {
        if (next["metadata"] is not (null or JsonObject))
            throw NotRead(System.Text.Encoding.UTF8.GetString(JsonBytes.Write(next)), $"json: cannot unmarshal {FieldError.Show(next["metadata"])} into Go struct field .metadata of type v1.ObjectMeta");
        if (!string.Equals(next.Name, live.Name, StringComparison.Ordinal))
            throw OtherName(context, next.Name);
        if (next.Namespace is not null && !string.Equals(next.Namespace, live.Namespace, StringComparison.Ordinal))
            throw ApiErrors.BadRequest($"the namespace of the object ({next.Namespace}) does not match the namespace on the request ({live.Namespace})");
        var patched = System.Text.Encoding.UTF8.GetString(JsonBytes.Write(next));
        try
        {
            return ObjectDecoder.Decode(context, next, []);
        }
        catch (ApiException error) when (error.StatusCode == 400)
        {
            // What a patch makes of an object and cannot be read is told as a fault of the patch.
            var kind = context.Resource.Kind;
            var detail = error.Message.Replace($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: ", "", StringComparison.Ordinal);
            throw NotRead(patched, detail);
        }
    }

    private static ApiException NotRead(string patched, string detail) => ApiErrors.Invalid("", "", "", [FieldError.Invalid("patch", patched, detail)]);

    private static ApiException OtherName(OperationContext context, string name) =>
        ApiErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({context.Name})");

    private static Func<JsonObject, JsonObject> Merge(OperationContext context)
    {
        var patch = RequestBody.ReadJson(context.Request.Body).Node as JsonObject ?? throw ApiErrors.BadRequest("json: cannot unmarshal into Go value of type map[string]interface {}");
        return live => (JsonObject)MergePatch.Apply(live, patch)!;
    }

    private static Func<JsonObject, JsonObject> Json(OperationContext context)
    {
        var patch = RequestBody.ReadJson(context.Request.Body).Node ?? new JsonArray();
        return live => JsonPatch.Apply(live, patch) as JsonObject ?? throw ApiErrors.BadRequest("the patched value is no object");
    }

    private static Func<JsonObject, JsonObject> Strategic(OperationContext context)
    {
        var node = RequestBody.ReadJson(context.Request.Body).Node;
        var patch = node is null ? [] : node as JsonObject ?? throw ApiErrors.BadRequest("json: cannot unmarshal into Go value of type map[string]interface {}");
        return live =>
        {
            var next = StrategicMergePatch.Apply(live, patch, context.Resource.Kind.Schema);

            // The patched value is read into the type of the resource, whatever it calls itself.
            (next["apiVersion"], next["kind"]) = (live.ApiVersion, live.Kind);
            return next;
        };
    }

    private WriteResult Apply(OperationContext context)
    {
        if (context.Request.Query.Get("fieldManager").Length == 0)
            throw ApiErrors.Invalid("meta.k8s.io", "PatchOptions", "", [FieldError.Required("fieldManager", "is required for apply patch")]);
        var body = ReadApplied(context);
        var applied = body.Object();
        CheckApplied(context, applied);
        var force = context.Request.Query.Flag("force");
        return writer.Update(
            context,
            live =>
            {
                var merged = Merged(context, live, applied, force);
                ObjectDecoder.Complete(context, merged, body.Duplicates);
                return new StateChange(merged, TracksFields: false);
            },
            context.Subresource is null ? () => CreateApplied(context, applied, body.Duplicates, force) : null);
    }

    private WriteResult CreateApplied(OperationContext context, JsonObject applied, IReadOnlyList<string> duplicates, bool force)
    {
        if (applied.Uid.Length > 0)
            throw ApiErrors.Conflict(context.Resource.Group, context.Resource.Plural, context.Name, $"uid mismatch: the provided object specified uid {applied.Uid}, and no existing object was found");
        var merged = Merged(context, null, applied, force);
        merged.Meta["name"] = context.Name;
        // A version says which state of an object is meant; where there is none, the server does not ask.
        merged.Meta.Remove("resourceVersion");
        ObjectDecoder.Complete(context, merged, duplicates);
        var owners = merged.Meta["managedFields"]?.DeepClone();
        return writer.Create(context, merged, created => created.Meta["managedFields"] = owners?.DeepClone());
    }

    private static JsonObject Merged(OperationContext context, JsonObject? live, JsonObject applied, bool force)
    {
        try
        {
            return context.Resource.FieldManager.Apply(live, applied.Copy(), context.Origin, force);
        }
        catch (ApplyConflictException conflict)
        {
            var causes = new JsonArray([.. conflict.Conflicts.Select(c => (JsonNode)new JsonObject
            {
                ["reason"] = "FieldManagerConflict",
                ["message"] = $"conflict with {c.Manager}",
                ["field"] = c.Field,
            })]);
            throw new ApiException(409, "Conflict", conflict.Message, new JsonObject { ["causes"] = causes });
        }
        catch (ApplyRejectedException rejected)
        {
            throw new ApiException(rejected.StatusCode, rejected.Reason, rejected.Message);
        }
    }

    private static RequestBody ReadApplied(OperationContext context)
    {
        var body = context.Request.Body;
        try
        {
            return new RequestBody(JsonNode.Parse(body.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }), []);
        }
        catch (JsonException)
        {
            return RequestBody.ReadYaml(body);
        }
    }

    private static void CheckApplied(OperationContext context, JsonObject applied)
    {
        var kind = context.Resource.Kind;
        if (applied.ApiVersion.Length == 0 || applied.Kind.Length == 0)
            throw ApiErrors.BadRequest($"Object '{(applied.Kind.Length == 0 ? "Kind" : "apiVersion")}' is missing in '{System.Text.Encoding.UTF8.GetString(JsonBytes.Write(applied))}'");
        if (!string.Equals(applied.ApiVersion, kind.ApiVersion, StringComparison.Ordinal) || !string.Equals(applied.Kind, kind.Kind, StringComparison.Ordinal))
            throw ApiErrors.BadRequest($"Incorrect version specified in apply patch. Specified patch version: {applied.ApiVersion}, expected: {kind.ApiVersion}");
        if (applied.Name.Length > 0 && !string.Equals(applied.Name, context.Name, StringComparison.Ordinal))
            throw OtherName(context, applied.Name);
        applied.Meta["name"] = context.Name;
        if (context.Namespace is { } ns)
        {
            if (applied.Namespace is { } own && !string.Equals(own, ns, StringComparison.Ordinal))
                throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
            applied.Meta["namespace"] = ns;
        }
    }
}

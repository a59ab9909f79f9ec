using System.Text.Json.Nodes;
using Orkestra.DevCluster.Apply;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Operations;

/// <summary>Create, update, delete and delete of a collection.</summary>
internal sealed class WriteOperations(ClusterStore store, ObjectWriter writer, ObjectRemover remover, ReadOperations reads)
{
    public ApiResponse Create(OperationContext context)
    {
        context.ForWrite();
        var form = ResponseForms.Of(context.Request);
        if (context.Resource.Kind.Namespaced && context.Namespace is null)
            return context.Resource.Kind.Custom ? ApiResponse.OfText(404, "404 page not found\n") : throw ApiErrors.MethodNotAllowed();
        if (context.Resource.Terminating)
            throw new ApiException(405, "MethodNotAllowed", "create not allowed while custom resource definition is terminating");
        var obj = ObjectDecoder.Read(context);
        var result = writer.Create(context, obj);
        return reads.Render(context, 201, result.Utf8, form);
    }

    public ApiResponse Update(OperationContext context)
    {
        context.ForWrite();
        var form = ResponseForms.Of(context.Request);
        var obj = ObjectDecoder.Read(context);
        if (obj.Name.Length == 0)
            throw ApiErrors.BadRequest("name must be provided");
        if (!string.Equals(obj.Name, context.Name, StringComparison.Ordinal))
            throw ApiErrors.BadRequest($"the name of the object ({obj.Name}) does not match the name on the URL ({context.Name})");
        if (context.Namespace is { } ns && obj.Namespace is { } own && !string.Equals(own, ns, StringComparison.Ordinal))
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        var result = writer.Update(
            context,
            _ => new StateChange(obj.Copy()),
            () => CreateByUpdate(context, obj));
        return reads.Render(context, result.Created ? 201 : 200, result.Utf8, form);
    }

    private WriteResult CreateByUpdate(OperationContext context, JsonObject obj)
    {
        if (obj.Uid is { Length: > 0 } uid)
            throw ObjectWriter.OtherUid(context.Resource, context.Name, uid, "");
        return context.Resource.Strategy.CreatesOnUpdate && context.Subresource is null
            ? writer.Create(context, obj)
            : throw context.Resource.NotFound(context.Name);
    }

    public ApiResponse Delete(OperationContext context)
    {
        context.ForWrite();
        var form = ResponseForms.Of(context.Request);
        var options = DeleteOptions.Read(context);
        var result = remover.Remove(context.Resource, context.Namespace, context.Name, options, context.DryRun);
        if (!result.Gone || context.Resource.Strategy.ReturnsDeletedObject)
            return reads.Render(context, 200, result.Utf8, form);
        var details = new JsonObject { ["name"] = context.Name };
        if (context.Resource.Group.Length > 0)
            details["group"] = context.Resource.Group;
        details["kind"] = context.Resource.Plural;
        details["uid"] = result.Uid;
        var status = new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details };
        return ApiResponse.Of(200, status) with { Warnings = context.Warnings };
    }

    public ApiResponse DeleteCollection(OperationContext context)
    {
        context.ForWrite();
        if (context.Resource.Kind.Namespaced && context.Namespace is null)
            throw ApiErrors.MethodNotAllowed();
        var list = reads.List(context);
        var options = DeleteOptions.Read(context);
        var filter = new ObjectFilter(context);
        foreach (var obj in store.Snapshot(context.Resource.Store).Range(context.Namespace, null).Where(filter.Matches))
        {
            try
            {
                remover.Remove(context.Resource, context.Namespace, obj.Name, options, context.DryRun);
            }
            catch (ApiException gone) when (gone.StatusCode == 404)
            {
                // Somebody else deleted it meanwhile.
            }
        }

        return list;
    }
}

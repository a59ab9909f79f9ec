using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Operations;

/// <summary>Nothing is created in a namespace that is not there or is going away.</summary>
internal sealed class NamespaceGate(ClusterStore store)
{
    private readonly ResourceStore _namespaces = store.Of(new GroupResource("", "namespaces"));

    public void CheckCreate(OperationContext context, JsonObject obj)
    {
        if (context.Namespace is not { } name)
            return;
        if (_namespaces.Find(null, name) is not { } found)
            throw ApiErrors.NotFound("", "namespaces", name);
        if (found.Deleting)
        {
            throw ApiErrors.Forbidden(
                context.Resource.Group,
                context.Resource.Plural,
                obj.Name,
                $"unable to create new content in namespace {name} because it is being terminated",
                new StatusCause("NamespaceTerminating", $"namespace {name} is being terminated", "metadata.namespace"));
        }
    }
}

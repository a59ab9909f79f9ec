using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Operations;

/// <summary>The subresources that are served: status, scale, and a namespace's finalize.</summary>
internal sealed class SubresourceOperations(ReadOperations reads, WriteOperations writes, PatchOperations patches, ScaleOperations scales)
{
    private static readonly string[] Known = ["log", "exec", "attach", "portforward", "proxy", "eviction", "binding", "ephemeralcontainers", "resize", "token", "approval"];

    public ApiResponse Answer(OperationContext context, string verb) => context.Subresource switch
    {
        "status" when context.Resource.Kind.HasStatus => Object(context, verb),
        "finalize" when context.Resource is { Plural: "namespaces", Group: "" } => Object(context, verb),
        "scale" when context.Resource.Kind.Scale is not null => scales.Answer(context, verb),
        { } other when !context.Resource.Kind.Custom && Known.Contains(other.Split('/')[0], StringComparer.Ordinal) =>
            throw ApiErrors.NotImplemented($"this server has no nodes and does not serve {context.Resource.Plural}/{other}"),
        _ => throw ApiErrors.NoSuchResource(),
    };

    private ApiResponse Object(OperationContext context, string verb) => verb switch
    {
        "get" => reads.Get(context),
        "update" => writes.Update(context),
        "patch" => patches.Patch(context),
        _ => throw ApiErrors.MethodNotAllowed(),
    };
}

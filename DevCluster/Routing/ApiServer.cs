using Orkestra.DevCluster.Discovery;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Operations;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Serving;
using Orkestra.DevCluster.Watching;

namespace Orkestra.DevCluster.Routing;

/// <summary>Answers requests, whatever carried them: finds the resource, checks the user, calls the operation, counts the request.</summary>
internal sealed class ApiServer(
    ResourceRegistry registry,
    ReadOperations reads,
    WriteOperations writes,
    PatchOperations patches,
    WatchOperations watches,
    SubresourceOperations subresources,
    DiscoveryEndpoints discovery,
    RequestLog log)
{
    /// <summary>Never throws: every failure is an answer.</summary>
    public ApiResponse Handle(ApiRequest request)
    {
        var target = RequestTarget.Parse(request.Path);
        var watch = target is { IsWatchPath: true } || request.Query.Flag("watch");
        var verb = RequestVerb.Of(request.Method, target, watch);
        ApiResponse response;
        try
        {
            response = Answer(request, target, verb);
        }
        catch (ApiException error)
        {
            response = ApiResponse.Of(error);
        }
        catch (Exception error)
        {
            // One request that the server cannot handle must not take the others with it.
            response = ApiResponse.Of(ApiErrors.Internal($"{error.GetType().Name}: {error.Message}"));
        }

        if (response.ContentType is ApiResponse.Json && response.Stream is null && MediaTypes.PrefersYaml(request.Accept))
            response = response.AsYaml();
        log.Add(request, target, verb, response.StatusCode);
        return response;
    }

    private ApiResponse Answer(ApiRequest request, RequestTarget? target, string verb)
    {
        if (request.User is null && !DiscoveryEndpoints.IsPublic(request.Path))
            throw ApiErrors.Unauthorized();
        if (target is null)
            return discovery.Answer(request);
        if (request.User is { } user && !Users.MayDoAnything(user) && target.Group is not ("authorization.k8s.io" or "authentication.k8s.io"))
            throw Users.Forbidden(user, verb, target);
        if (Reviews.Answer(request, target) is { } review)
            return review;
        if (registry.Find(target.Group, target.Version, target.Plural) is not { } resource)
            return IsServed(target) ? throw ApiErrors.NoSuchResource() : ApiResponse.OfText(404, "404 page not found\n");
        if (target.Namespace is not null && !resource.Kind.Namespaced && target.Plural is not "namespaces")
            return ApiResponse.OfText(404, "404 page not found\n");
        if (target.Name is not null && target.Namespace is null && resource.Kind.Namespaced)
            return ApiResponse.OfText(404, "404 page not found\n");
        var context = new OperationContext(request, target, resource);
        return target.Subresource is null ? Main(context, verb) : subresources.Answer(context, verb);
    }

    private bool IsServed(RequestTarget target) => registry.Current.All.Any(served =>
        string.Equals(served.Group, target.Group, StringComparison.Ordinal) && string.Equals(served.Kind.Version, target.Version, StringComparison.Ordinal));

    private ApiResponse Main(OperationContext context, string verb)
    {
        if (!context.Resource.Verbs.Contains(verb, StringComparer.Ordinal))
            throw ApiErrors.MethodNotAllowed();
        return verb switch
        {
            "get" => (context.Target.IsWatchPath || context.Request.Query.Flag("watch")) ? watches.Watch(context) : reads.Get(context),
            "list" => reads.List(context),
            "watch" => watches.Watch(context),
            "create" => context.Name.Length == 0 ? writes.Create(context) : throw ApiErrors.MethodNotAllowed(),
            "update" => context.Name.Length > 0 ? writes.Update(context) : throw ApiErrors.MethodNotAllowed(),
            "patch" => context.Name.Length > 0 ? patches.Patch(context) : throw ApiErrors.MethodNotAllowed(),
            "delete" => writes.Delete(context),
            "deletecollection" => writes.DeleteCollection(context),
            _ => throw ApiErrors.MethodNotAllowed(),
        };
    }
}

using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.OpenApi;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Discovery;

/// <summary>The OpenAPI documents of what is served now, made again when that changes.</summary>
internal sealed class OpenApiEndpoints(ResourceRegistry registry, BuiltInTypes types)
{
    private const string ProtobufV2 = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    // Content types may not hold an @; clients know it.
    private const string ProtobufV2Answer = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private readonly Lock _lock = new();
    private (RegistrySnapshot Served, OpenApiDocuments Documents)? _current;

    public ApiResponse Answer(ApiRequest request, string[] parts)
    {
        var documents = Documents();
        switch (parts)
        {
            case ["openapi", "v2"]:
                // kubectl asks for protobuf alone: up to 1.26 before each apply, later for what version 3 does not tell it.
                return request.Accept.Contains(ProtobufV2, StringComparison.Ordinal) && !request.Accept.Contains("json", StringComparison.Ordinal)
                    ? new ApiResponse(200, ProtobufV2Answer, documents.V2Protobuf())
                    : ApiResponse.Of(200, documents.V2());
            case ["openapi", "v3"]:
                return ApiResponse.Of(200, documents.V3Index());
            case ["openapi", "v3", .. var path] when documents.V3(string.Join('/', path)) is { } document:
                return ApiResponse.Of(200, document);
            default:
                return ApiResponse.OfText(404, "404 page not found\n");
        }
    }

    private OpenApiDocuments Documents()
    {
        lock (_lock)
        {
            var served = registry.Current;
            if (_current is not { } current || !ReferenceEquals(current.Served, served))
                _current = current = (served, new OpenApiDocuments(types, [.. served.All.Select(resource => resource.Kind)]));
            return current.Documents;
        }
    }
}

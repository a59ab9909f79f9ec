namespace Orkestra.DevCluster.OpenApi;

/// <summary>The two forms in which the server tells its API.</summary>
internal enum OpenApiVersion
{
    V2,
    V3,
}

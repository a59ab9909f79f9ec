using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Operations;

/// <summary>Reads the wanted form from the Accept header.</summary>
internal static class ResponseForms
{
    /// <exception cref="ApiException">406: nothing that is accepted can be given.</exception>
    public static ResponseForm Of(ApiRequest request) => Of(request, yaml: true, MediaTypes.Served);

    /// <summary>Of a watch, which cannot be YAML.</summary>
    /// <exception cref="ApiException">406: nothing that is accepted can be given.</exception>
    public static ResponseForm OfStream(ApiRequest request) => Of(request, yaml: false, "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch");

    private static ResponseForm Of(ApiRequest request, bool yaml, string served)
    {
        if (request.Accept.Length == 0)
            return ResponseForm.Whole;
        foreach (var clause in MediaTypes.Accepted(request.Accept))
        {
            if (!clause.IsJson && !(yaml && clause.IsYaml))
                continue;
            switch (clause.As)
            {
                case "":
                    return ResponseForm.Whole;
                case "Table" when clause.Parameters.GetValueOrDefault("v") is "v1" && clause.Parameters.GetValueOrDefault("g") is "meta.k8s.io":
                    return ResponseForm.Table;
                case "PartialObjectMetadata" or "PartialObjectMetadataList" when clause.Parameters.GetValueOrDefault("v") is "v1":
                    return ResponseForm.Metadata;
            }
        }

        throw ApiErrors.NotAcceptable(served);
    }
}

using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Operations;

/// <summary>Reads the wanted form from the Accept header.</summary>
internal static class ResponseForms
{
    /// <exception cref="ApiException">406: nothing that is accepted can be given.</exception>
    public static ResponseForm Of(ApiRequest request)
    {
        if (request.Accept.Length == 0)
            return ResponseForm.Whole;
        foreach (var clause in MediaTypes.Accepted(request.Accept))
        {
            if (!clause.IsJson)
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

        throw ApiErrors.NotAcceptable(MediaTypes.Served);
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Cel;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>The rules in the schemas of a CRD must be such that they can be evaluated: a custom resource is never accepted because its rules were not understood.</summary>
internal static class ExpressionRules
{
    /// <exception cref="ApiException">501: a rule uses what this server does not evaluate.</exception>
    public static IEnumerable<FieldError> Validate(JsonObject crd)
    {
        var versions = (crd.Dig("spec", "versions") as JsonArray ?? []).ToList();
        for (var i = 0; i < versions.Count; i++)
        {
            if (Fault(versions[i].Dig("schema", "openAPIV3Schema") as JsonObject) is { } fault)
                yield return FieldError.InvalidText($"spec.versions[{i}].schema.openAPIV3Schema.x-kubernetes-validations", "apiextensions.ValidationRule", fault);
        }
    }

    private static string? Fault(JsonObject? schema)
    {
        try
        {
            _ = new CelRules(TypeSchema.FromOpenApi(schema));
            return null;
        }
        catch (CelSyntaxException unsupported)
        {
            throw ApiErrors.NotImplemented($"this server cannot evaluate a rule of x-kubernetes-validations: {unsupported.Message}");
        }
        catch (CelException error)
        {
            return error.Message;
        }
    }
}

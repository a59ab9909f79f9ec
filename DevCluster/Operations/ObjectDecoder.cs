using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;
using Orkestra.DevCluster.Validation;

namespace Orkestra.DevCluster.Operations;

/// <summary>Makes of a client's JSON an object of the resource: identity checked, unknown fields dropped and told, defaults filled in.</summary>
internal static class ObjectDecoder
{
    /// <summary>The object in the body of a request.</summary>
    /// <exception cref="ApiException">400: it cannot be read, it is no object of the resource, or field validation is strict; 415: another media type.</exception>
    public static JsonObject Read(OperationContext context)
    {
        var kind = context.Resource.Kind;
        try
        {
            var body = RequestBody.Read(context.Request);

            // A null is an object without fields.
            var obj = body.Node is null ? [] : body.Object();
            return Decode(context, obj, body.Duplicates);
        }
        catch (ApiException fault) when (fault.StatusCode == 400 && IsFaultOfForm(fault))
        {
            throw DecodingFaults.Unrecognized(fault, kind.Kind, context.Request.Body.Span);
        }
    }

    private static bool IsFaultOfForm(ApiException fault) =>
        fault.Message.StartsWith("couldn't get version/kind", StringComparison.Ordinal) || fault.Message.StartsWith("yaml: ", StringComparison.Ordinal);

    /// <exception cref="ApiException">400: it is no object of the resource, or field validation is strict.</exception>
    public static JsonObject Decode(OperationContext context, JsonObject obj, IReadOnlyList<string> duplicates)
    {
        CheckIdentity(context.Resource, obj);
        if (obj["metadata"] is not (null or JsonObject))
            throw ApiErrors.BadRequest($"{context.Resource.Kind.Kind} in version \"{context.Resource.Kind.Version}\" cannot be handled as a {context.Resource.Kind.Kind}: json: cannot unmarshal into Go struct field .metadata of type v1.ObjectMeta");
        Complete(context, obj, duplicates);
        return obj;
    }

    /// <summary>Drops what the schema does not know and fills in defaults.</summary>
    public static void Complete(OperationContext context, JsonObject obj, IReadOnlyList<string> duplicates)
    {
        var kind = context.Resource.Kind;
        IReadOnlyList<string> unknown;
        if (kind.Custom)
        {
            var removed = new List<string>();
            UnknownFields.Prune(kind.Schema, obj, removed);
            BuiltInDecoding.NormalizeMetadata(kind, obj);
            ForbiddenNulls.Drop(kind.Schema, obj);
            SchemaDefaults.Fill(kind.Schema, obj);
            unknown = removed;
        }
        else
        {
            BuiltInDecoding.CheckTypes(kind, obj);
            unknown = BuiltInObjects.Normalize(kind, obj);
            BuiltInDefaults.Fill(kind, obj);
        }

        Report(context, unknown, duplicates);
    }

    private static void CheckIdentity(ServedResource resource, JsonObject obj)
    {
        var kind = resource.Kind;
        if (kind.Custom)
        {
            foreach (var (field, name) in ((string, string)[])[("kind", "Kind"), ("apiVersion", "apiVersion")])
            {
                if (obj.Text(field) is not { Length: > 0 })
                    throw ApiErrors.BadRequest($"Object '{name}' is missing in '{System.Text.Encoding.UTF8.GetString(JsonBytes.Write(obj))}'");
            }
        }

        var apiVersion = obj.ApiVersion.Length == 0 ? kind.ApiVersion : obj.ApiVersion;
        var named = obj.Kind.Length == 0 ? kind.Kind : obj.Kind;
        if (!string.Equals(apiVersion, kind.ApiVersion, StringComparison.Ordinal))
            throw ApiErrors.BadRequest($"the API version in the data ({apiVersion}) does not match the expected API version ({kind.ApiVersion})");
        if (!string.Equals(named, kind.Kind, StringComparison.Ordinal))
        {
            throw kind.Custom
                ? ApiErrors.Invalid(kind.Group, kind.Kind, obj.Name, [FieldError.Invalid("kind", named, $"must be {kind.Kind}")])
                : ApiErrors.BadRequest($"{named} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: converting ({kind.Version}.{named}) to ({kind.Kind}): unknown conversion");
        }

        obj["apiVersion"] = apiVersion;
        obj["kind"] = named;
    }

    private static void Report(OperationContext context, IReadOnlyList<string> unknown, IReadOnlyList<string> duplicates)
    {
        if (context.FieldValidation == FieldValidation.Ignore)
            return;
        List<string> sentences = [.. unknown.Select(path => $"unknown field \"{path}\""), .. duplicates.Select(path => $"duplicate field \"{path}\"")];
        if (sentences.Count == 0)
            return;
        if (context.FieldValidation == FieldValidation.Warn)
        {
            sentences.ForEach(context.Warn);
            return;
        }

        var kind = context.Resource.Kind;
        var error = $"strict decoding error: {string.Join(", ", sentences)}";
        throw ApiErrors.BadRequest(kind.Custom ? error : $"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {error}");
    }
}

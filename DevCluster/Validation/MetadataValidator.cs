using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.Validation;

/// <summary>The rules of metadata that every kind shares.</summary>
internal static class MetadataValidator
{
    private const int AnnotationsLimit = 256 * 1024;

    public static IEnumerable<FieldError> Validate(JsonObject obj, ServedResource resource)
    {
        var meta = obj.Meta;
        if (meta.Text("generateName") is { Length: > 0 } prefix && resource.Strategy.NameError(prefix.TrimEnd('-', '.') is { Length: > 0 } bare ? bare : "a") is { } prefixError)
            yield return FieldError.Invalid("metadata.generateName", prefix, prefixError);
        if (obj.Name.Length == 0)
            yield return FieldError.Required("metadata.name", "name or generateName is required");
        else if (resource.Strategy.NameError(obj.Name) is { } nameError)
            yield return FieldError.Invalid("metadata.name", obj.Name, nameError);
        foreach (var (key, value) in meta["labels"] as JsonObject ?? [])
        {
            if (Names.LabelKeyError(key) is { } keyError)
                yield return FieldError.Invalid("metadata.labels", key, keyError);
            if (value.Text() is { } text && Names.LabelValueError(text) is { } valueError)
                yield return FieldError.Invalid("metadata.labels", text, valueError);
        }

        foreach (var error in Annotations(meta["annotations"] as JsonObject))
            yield return error;
        foreach (var error in Owners(meta["ownerReferences"] as JsonArray))
            yield return error;
        var finalizers = obj.Finalizers;
        for (var i = 0; i < finalizers.Count; i++)
        {
            if (Names.LabelKeyError(finalizers[i]) is { } error)
                yield return FieldError.Invalid("metadata.finalizers", finalizers[i], error);
            else if (!resource.Kind.Custom && !finalizers[i].Contains('/', StringComparison.Ordinal) && finalizers[i] is not ("orphan" or "foregroundDeletion" or "kubernetes"))
                yield return FieldError.Invalid($"metadata.finalizers[{i}]", finalizers[i], "name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    /// <summary>Fields that a client may repeat or leave out, but not change.</summary>
    public static IEnumerable<FieldError> ValidateServerOwned(JsonObject wanted, JsonObject live)
    {
        if (wanted.Uid is { Length: > 0 } uid && !string.Equals(uid, live.Uid, StringComparison.Ordinal))
            yield return FieldError.Invalid("metadata.uid", uid, "field is immutable");
        foreach (var name in (string[])["deletionTimestamp", "deletionGracePeriodSeconds", "creationTimestamp"])
        {
            if (wanted.Meta[name] is { } value && !JsonNode.DeepEquals(value, live.Meta[name]))
                yield return FieldError.Invalid($"metadata.{name}", value.DeepClone(), "field is immutable");
        }
    }

    public static IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        if (!live.Deleting)
            yield break;
        var added = obj.Finalizers.Except(live.Finalizers, StringComparer.Ordinal).ToList();
        if (added.Count > 0)
        {
            yield return FieldError.Forbidden(
                "metadata.finalizers",
                $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(FieldError.Quote))}}}");
        }
    }

    private static IEnumerable<FieldError> Annotations(JsonObject? annotations)
    {
        var size = 0L;
        foreach (var (key, value) in annotations ?? [])
        {
            if (Names.LabelKeyError(key.ToLowerInvariant()) is { } error)
                yield return FieldError.Invalid("metadata.annotations", key, error);
            size += key.Length + System.Text.Encoding.UTF8.GetByteCount(value.Text() ?? "");
        }

        if (size > AnnotationsLimit)
            yield return FieldError.TooLong("metadata.annotations", AnnotationsLimit);
    }

    private static IEnumerable<FieldError> Owners(JsonArray? references)
    {
        var controllers = new List<string>();
        for (var i = 0; i < (references?.Count ?? 0); i++)
        {
            if (references![i] is not JsonObject reference)
                continue;
            foreach (var (field, sentence) in ((string, string)[])[("apiVersion", "version must not be empty"), ("kind", "kind must not be empty"), ("name", "name must not be empty"), ("uid", "uid must not be empty")])
            {
                if (reference.Text(field) is not { Length: > 0 })
                    yield return FieldError.Invalid($"metadata.ownerReferences.{field}", reference.Text(field) ?? "", sentence);
            }

            if (reference["controller"].IsTrue())
                controllers.Add($"{reference.Text("kind")}/{reference.Text("name")}");
        }

        if (controllers.Count > 1)
        {
            yield return FieldError.Invalid(
                "metadata.ownerReferences",
                references!.DeepClone(),
                $"Only one reference can have Controller set to true. Found \"true\" in references for {controllers[0]} and {controllers[1]}");
        }
    }
}

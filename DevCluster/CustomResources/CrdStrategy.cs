using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Selectors;
using Orkestra.DevCluster.Strategies;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>CustomResourceDefinitions.</summary>
internal sealed class CrdStrategy : ResourceStrategy
{
    public const string CleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io";

    public override bool UpdatesUnconditionally => false;

    public override void PrepareForCreate(JsonObject obj, StrategyContext context)
    {
        FillNames(obj);
        var storage = StorageVersion(obj);
        obj["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(),
            ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" },
            ["storedVersions"] = storage is null ? new JsonArray() : new JsonArray(storage),
        };
    }

    public override void PrepareForUpdate(JsonObject obj, JsonObject live, StrategyContext context)
    {
        FillNames(obj);
        if (StorageVersion(obj) is { } storage && obj.Dig("status", "storedVersions") is JsonArray stored && !stored.Any(version => string.Equals(version.Text(), storage, StringComparison.Ordinal)))
            stored.Add((JsonNode)storage);
    }

    public override void BeginDeletion(JsonObject obj)
    {
        if (!obj.Finalizers.Contains(CleanupFinalizer, StringComparer.Ordinal))
            obj.Finalizers = [.. obj.Finalizers, CleanupFinalizer];
    }

    public override bool IsHeld(JsonObject obj) => !obj.Deleting;

    public override IEnumerable<FieldError> Validate(JsonObject obj)
    {
        List<FieldError> errors = [.. CrdRules.Validate(obj)];

        // Rules are read in schemas that are right.
        return errors.Count > 0 ? errors : ExpressionRules.Validate(obj);
    }

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        foreach (var path in (string[])["spec.group", "spec.scope", "spec.names.kind", "spec.names.plural"])
        {
            if (IsEstablished(live) && !JsonNode.DeepEquals(obj.AtDots(path), live.AtDots(path)))
                yield return FieldError.Invalid(path, obj.AtDots(path)?.DeepClone(), "field is immutable");
        }

        var versions = (obj.Dig("spec", "versions") as JsonArray ?? []).Select(version => version.Dig("name").Text()).ToHashSet(StringComparer.Ordinal);
        var stored = obj.Dig("status", "storedVersions") as JsonArray ?? [];
        for (var i = 0; i < stored.Count; i++)
        {
            if (!versions.Contains(stored[i].Text()))
                yield return FieldError.Invalid($"status.storedVersions[{i}]", stored[i]?.DeepClone(), "missing from spec.versions; v1 was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in v1 and removes v1 from status.storedVersions".Replace("v1", stored[i].Text(), StringComparison.Ordinal));
        }
    }

    private static bool IsEstablished(JsonObject crd) =>
        (crd.Dig("status", "conditions") as JsonArray ?? []).Any(condition => condition.Dig("type").Text() is "Established" && condition.Dig("status").Text() is "True");

    private static string? StorageVersion(JsonObject crd) =>
        (crd.Dig("spec", "versions") as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(version => version["storage"].IsTrue())?.Text("name");

    private static void FillNames(JsonObject crd)
    {
        if (crd.Dig("spec") is not JsonObject spec)
            return;
        if (spec.Dig("conversion", "strategy").Text() is "Webhook")
            throw ApiErrors.NotImplemented("this server does not call conversion webhooks");
        var names = spec.Child("names");
        if (names.Text("kind") is { Length: > 0 } kind)
        {
            names["singular"] = names.Text("singular") is { Length: > 0 } singular ? singular : kind.ToLowerInvariant();
            names["listKind"] = names.Text("listKind") is { Length: > 0 } list ? list : kind + "List";
        }

        if (spec["conversion"] is null)
            spec["conversion"] = new JsonObject { ["strategy"] = "None" };
    }
}

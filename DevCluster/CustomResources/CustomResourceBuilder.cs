using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>Makes of a CRD the resources that are served for it.</summary>
internal sealed class CustomResourceBuilder(ClusterStore store, TimeProvider clock)
{
    /// <summary>The resource in the version that is stored, served or not.</summary>
    public ServedResource? Storage(JsonObject crd)
    {
        if (StorageVersion(crd) is not { } version)
            return null;
        var kind = Kind(crd, version);
        return new ServedResource(kind, ResourcesOf(crd), new CustomResourceStrategy(kind.Schema, SelectableFields(version)), new CustomRepresentation(kind, kind, null), clock);
    }

    public ImmutableArray<ServedResource> Build(JsonObject crd, bool terminating, CancellationToken gone)
    {
        var versions = (crd.Dig("spec", "versions") as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (StorageVersion(crd) is not { } storageVersion)
            return [];
        var resources = ResourcesOf(crd);
        var storageKind = Kind(crd, storageVersion);
        var storage = Resource(crd, storageVersion, storageKind, new CustomRepresentation(storageKind, storageKind, null));
        return [.. versions.Where(version => version["served"].IsTrue()).OrderBy(version => version.Text("name")!, ApiVersionOrder.NewestFirst).Select(version =>
        {
            if (ReferenceEquals(version, storageVersion))
                return storage;
            var kind = Kind(crd, version);
            return Resource(crd, version, kind, new CustomRepresentation(kind, storageKind, storage));
        })];

        ServedResource Resource(JsonObject definition, JsonObject version, ServedKind kind, CustomRepresentation representation) =>
            new(kind, resources, new CustomResourceStrategy(kind.Schema, SelectableFields(version)), representation, clock)
            {
                Columns = Columns(version),
                Gone = gone,
                Terminating = terminating,
                DeprecationWarning = Deprecation(kind, version),
            };
    }

    private ResourceStore ResourcesOf(JsonObject crd) => store.Of(new GroupResource(crd.Dig("spec", "group").Text() ?? "", crd.Dig("spec", "names", "plural").Text() ?? ""));

    private static JsonObject? StorageVersion(JsonObject crd) =>
        (crd.Dig("spec", "versions") as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(version => version["storage"].IsTrue());

    private static ServedKind Kind(JsonObject crd, JsonObject version)
    {
        var names = crd.Dig("spec", "names") as JsonObject ?? [];
        var scale = version.Dig("subresources", "scale") as JsonObject;
        return new ServedKind
        {
            Group = crd.Dig("spec", "group").Text() ?? "",
            Version = version.Text("name") ?? "",
            Kind = names.Text("kind") ?? "",
            Plural = names.Text("plural") ?? "",
            Singular = names.Text("singular") ?? "",
            ShortNames = Texts(names["shortNames"]),
            Categories = Texts(names["categories"]),
            Namespaced = crd.Dig("spec", "scope").Text() is "Namespaced",
            Schema = TypeSchema.FromOpenApi(version.Dig("schema", "openAPIV3Schema") as JsonObject, crd.Dig("spec", "preserveUnknownFields").IsTrue()),
            HasStatus = version.Dig("subresources", "status") is not null,
            HasGeneration = true,
            Custom = true,
            Scale = scale is null
                ? null
                : new ScaleFacts(Dots(scale.Text("specReplicasPath"))!, Dots(scale.Text("statusReplicasPath"))!, Dots(scale.Text("labelSelectorPath"))),
        };
    }

    private static List<PrinterColumn> Columns(JsonObject version)
    {
        var declared = version["additionalPrinterColumns"] as JsonArray;
        if (declared is not { Count: > 0 })
        {
            return
            [
                new PrinterColumn(
                    "Age",
                    "date",
                    "",
                    "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
                    0,
                    ".metadata.creationTimestamp"),
            ];
        }

        return [.. declared.OfType<JsonObject>().Select(column => new PrinterColumn(
            column.Text("name") ?? "",
            column.Text("type") ?? "string",
            column.Text("format") ?? "",
            column.Text("description") ?? $"Custom resource definition column (in JSONPath format): {column.Text("jsonPath")}",
            (int)(column["priority"].Number() ?? 0),
            column.Text("jsonPath") ?? ""))];
    }

    private static List<string> SelectableFields(JsonObject version) =>
        [.. (version["selectableFields"] as JsonArray ?? []).Select(field => Dots(field.Dig("jsonPath").Text())).OfType<string>()];

    private static string? Deprecation(ServedKind kind, JsonObject version) =>
        version["deprecated"].IsTrue() ? version.Text("deprecationWarning") ?? $"{kind.ApiVersion} {kind.Kind} is deprecated" : null;

    private static string? Dots(string? path) => path?.TrimStart('.');

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item.Text()).OfType<string>()];
}

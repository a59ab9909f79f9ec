namespace Orkestra.DevCluster.Schemas;

/// <summary>The type of metadata (ObjectMeta), the same for every kind.</summary>
internal static class MetadataSchema
{
    private static readonly TypeSchema Text = new() { Type = SchemaType.String };
    private static readonly TypeSchema Time = new() { Type = SchemaType.String, Format = "date-time" };
    private static readonly TypeSchema Flag = new() { Type = SchemaType.Boolean };
    private static readonly TypeSchema Count = new() { Type = SchemaType.Integer, Format = "int64" };
    private static readonly TypeSchema Texts = new() { Type = SchemaType.Map, Items = Text };

    private static readonly TypeSchema OwnerReference = new()
    {
        Name = "io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference",
        Type = SchemaType.Object,
        AtomicMap = true,
        Required = ["apiVersion", "kind", "name", "uid"],
        Properties = new Dictionary<string, TypeSchema>(StringComparer.Ordinal)
        {
            ["apiVersion"] = Text,
            ["blockOwnerDeletion"] = Flag with { Presence = Presence.WhenSet },
            ["controller"] = Flag with { Presence = Presence.WhenSet },
            ["kind"] = Text,
            ["name"] = Text,
            ["uid"] = Text,
        },
    };

    private static readonly TypeSchema FieldsV1 = new() { Name = "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1", Type = SchemaType.Object, PreserveUnknownFields = true };

    private static readonly TypeSchema ManagedFieldsEntry = new()
    {
        Name = "io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry",
        Type = SchemaType.Object,
        Properties = new Dictionary<string, TypeSchema>(StringComparer.Ordinal)
        {
            ["apiVersion"] = Text,
            ["fieldsType"] = Text,
            ["fieldsV1"] = FieldsV1,
            ["manager"] = Text,
            ["operation"] = Text,
            ["subresource"] = Text,
            ["time"] = Time,
        },
    };

    /// <summary>As the field of an object: it is always there.</summary>
    public static TypeSchema Field => Type with { Presence = Presence.Always };

    /// <summary>The definitions that metadata consists of.</summary>
    public static IReadOnlyList<TypeSchema> Named => [Type, OwnerReference, ManagedFieldsEntry, FieldsV1];

    public static TypeSchema Type { get; } = new()
    {
        Name = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta",
        Type = SchemaType.Object,
        Properties = new Dictionary<string, TypeSchema>(StringComparer.Ordinal)
        {
            ["annotations"] = Texts,
            ["creationTimestamp"] = Time,
            ["deletionGracePeriodSeconds"] = Count with { Presence = Presence.WhenSet },
            ["deletionTimestamp"] = Time,
            ["finalizers"] = new() { Type = SchemaType.List, ListType = ListType.Set, Items = Text, Strategic = new(Merge: true) },
            ["generateName"] = Text,
            ["generation"] = Count,
            ["labels"] = Texts,
            ["managedFields"] = new() { Type = SchemaType.List, Items = ManagedFieldsEntry },
            ["name"] = Text,
            ["namespace"] = Text,
            ["ownerReferences"] = new() { Type = SchemaType.List, ListType = ListType.Map, ListMapKeys = ["uid"], Items = OwnerReference, Strategic = new(Merge: true, MergeKey: "uid") },
            ["resourceVersion"] = Text,
            ["selfLink"] = Text,
            ["uid"] = Text,
        },
    };
}

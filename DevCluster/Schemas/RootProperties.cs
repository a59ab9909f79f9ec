namespace Orkestra.DevCluster.Schemas;

/// <summary>What every object has at its top, whatever its schema says: apiVersion, kind and metadata.</summary>
internal static class RootProperties
{
    public const string ApiVersionDescription = "The group and version of the schema that this object is written in, such as apps/v1.";
    public const string KindDescription = "The kind of the object, in CamelCase. It cannot be changed.";
    private const string MetadataDescription = "Name, namespace, labels and what the server keeps about the object.";

    public static Dictionary<string, TypeSchema> Of(IReadOnlyDictionary<string, TypeSchema>? declared)
    {
        var properties = new Dictionary<string, TypeSchema>(StringComparer.Ordinal)
        {
            ["apiVersion"] = new() { Type = SchemaType.String, Description = ApiVersionDescription },
            ["kind"] = new() { Type = SchemaType.String, Description = KindDescription },
            ["metadata"] = MetadataSchema.Field with { Description = MetadataDescription },
        };
        foreach (var (name, schema) in declared ?? new Dictionary<string, TypeSchema>(StringComparer.Ordinal))
            properties.TryAdd(name, schema);
        return properties;
    }
}

namespace Orkestra.DevCluster.Schemas;

/// <summary>What every object has at its top, whatever its schema says: apiVersion, kind and metadata.</summary>
internal static class RootProperties
{
    public static Dictionary<string, TypeSchema> Of(IReadOnlyDictionary<string, TypeSchema>? declared)
    {
        var properties = new Dictionary<string, TypeSchema>(StringComparer.Ordinal)
        {
            ["apiVersion"] = new() { Type = SchemaType.String },
            ["kind"] = new() { Type = SchemaType.String },
            ["metadata"] = MetadataSchema.Field,
        };
        foreach (var (name, schema) in declared ?? new Dictionary<string, TypeSchema>(StringComparer.Ordinal))
            properties.TryAdd(name, schema);
        return properties;
    }
}

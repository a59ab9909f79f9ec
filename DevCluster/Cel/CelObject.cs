using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Cel;

/// <summary>An object or map of the resource, with its schema.</summary>
internal sealed record CelObject(JsonObject Node, TypeSchema Schema)
{
    private const string Metadata = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    /// <summary>The field that an expression names, in the spelling of the schema, and its type; null when the schema has none. Of metadata, rules see the name only.</summary>
    public static (string Name, TypeSchema Schema)? Find(TypeSchema schema, string field)
    {
        if (schema.Type == SchemaType.Map)
            return (field, schema.Items ?? TypeSchema.Any);
        if (string.Equals(schema.Name, Metadata, StringComparison.Ordinal) && field is not ("name" or "generateName"))
            return null;
        if (schema.Properties.TryGetValue(field, out var property))
            return (field, property);
        var plain = Unescape(field);
        return schema.Properties.TryGetValue(plain, out property) ? (plain, property) : null;
    }

    /// <summary>Names that are no identifiers of the language are written with escapes.</summary>
    private static string Unescape(string field)
    {
        var plain = field
            .Replace("__dot__", ".", StringComparison.Ordinal)
            .Replace("__dash__", "-", StringComparison.Ordinal)
            .Replace("__slash__", "/", StringComparison.Ordinal)
            .Replace("__underscores__", "__", StringComparison.Ordinal);
        return plain.Length > 4 && plain.StartsWith("__", StringComparison.Ordinal) && plain.EndsWith("__", StringComparison.Ordinal) ? plain[2..^2] : plain;
    }
}

using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Apply;

/// <summary>Follows changes of a CRD's schema: who owned parts of a list or map that has become one value owns the whole of it.</summary>
internal static class SchemaDrift
{
    public static ManagedFields Follow(TypeSchema schema, ManagedFields managed)
    {
        var result = new ManagedFields();
        foreach (var (key, entry) in managed.Entries)
            result.Set(key, entry with { Fields = Follow(schema, entry.Fields) });
        return result;
    }

    private static FieldSet Follow(TypeSchema schema, FieldSet fields)
    {
        var result = new FieldSet();
        foreach (var element in fields.Elements)
        {
            var type = FieldTypes.Child(schema, element);
            var below = fields.Below(element);
            if (below is not null && IsOneValue(type))
                result.Add([element]);
            else
                result.Add(element, fields.Has(element), below is null ? null : Follow(type, below));
        }
        return result;
    }

    private static bool IsOneValue(TypeSchema type) => type.Type switch
    {
        SchemaType.Object or SchemaType.Map => type.AtomicMap,
        SchemaType.List => type.ListType == ListType.Atomic,
        _ => false,
    };
}

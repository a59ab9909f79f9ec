using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Tables;

/// <summary>The columns of a resource: those of its CRD, those of a built-in kind, or name and age.</summary>
internal static class TableColumns
{
    public static IReadOnlyList<TableColumn> Of(ServedResource resource)
    {
        if (resource.Columns is { } custom)
            return [NameColumn, .. custom.Select(CustomColumns.Of)];
        return BuiltInColumns.Find(resource.Group, resource.Plural) ?? [NameColumn, CreatedColumn];
    }

    public static TableColumn NameColumn { get; } = new(
        "Name",
        "string",
        "name",
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
        0,
        (obj, _) => obj.Name);

    private static TableColumn CreatedColumn { get; } = new(
        "Created At",
        "date",
        "",
        "CreationTimestamp is a timestamp representing the server time when this object was created.",
        0,
        (obj, _) => obj.Meta["creationTimestamp"]?.DeepClone());
}

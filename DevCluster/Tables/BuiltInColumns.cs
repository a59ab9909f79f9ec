namespace Orkestra.DevCluster.Tables;

/// <summary>The columns of the built-in kinds, without the name.</summary>
internal static class BuiltInColumns
{
    public static IReadOnlyList<TableColumn>? Find(string group, string plural) => null;
}

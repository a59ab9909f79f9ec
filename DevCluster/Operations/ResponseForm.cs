namespace Orkestra.DevCluster.Operations;

/// <summary>How a client wants objects: whole, as rows of a table, or their metadata only.</summary>
internal enum ResponseForm
{
    Whole,
    Table,
    Metadata,
}

namespace Orkestra.DevCluster.Apply;

/// <summary>What a value is for apply.</summary>
internal enum FieldShape
{
    Scalar,
    List,
    Map,
}

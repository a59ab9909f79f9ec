namespace Orkestra.DevCluster.Protobuf;

internal enum FieldShape
{
    Single,
    List,
    Map,
    Inline,
}

namespace Orkestra.Katalog.Migration;

internal enum OutlineForm
{
    Scalar,
    Alias,
    BlockMap,
    FlowMap,
    BlockList,
    FlowList,
}

namespace Orkestra.DevCluster.Selectors;

internal enum LabelOperator
{
    In,
    NotIn,
    Exists,
    Absent,
    GreaterThan,
    LessThan,
}

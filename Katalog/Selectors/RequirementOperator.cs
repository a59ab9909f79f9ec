namespace Orkestra.Katalog.Selectors;

internal enum RequirementOperator
{
    In,
    NotIn,
    Exists,
    Absent,
}

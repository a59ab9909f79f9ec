namespace Orkestra.Katalog.Conditions;

internal enum OperatorKind
{
    Equality,
    Contains,
    Prefix,
    Suffix,
    Regex,
    Exists,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    Between,
    In,
    TypeOf,
    IsType,
    Unique,
}

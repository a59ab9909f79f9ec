namespace Orkestra.Katalog.Conditions;

/// <summary>How equals and in compare.</summary>
internal enum ComparisonType
{
    Text,
    Number,
    Bool,
}

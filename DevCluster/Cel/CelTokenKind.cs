namespace Orkestra.DevCluster.Cel;

/// <summary>What a token is.</summary>
internal enum CelTokenKind
{
    End,
    Name,
    Integer,
    Real,
    Text,
    Symbol,
}

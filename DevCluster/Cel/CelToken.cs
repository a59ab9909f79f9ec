namespace Orkestra.DevCluster.Cel;

/// <summary>One token; <paramref name="Text"/> of a string is its value.</summary>
internal readonly record struct CelToken(CelTokenKind Kind, string Text, int Position);

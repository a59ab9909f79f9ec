namespace Orkestra.Katalog.Model;

/// <summary>What templates, conditions and children see in place of the spec that the user wrote. The custom resource itself is not changed.</summary>
public sealed record NormalizeDefinition
{
    /// <summary>Nothing is normalised.</summary>
    public static NormalizeDefinition Empty { get; } = new();

    /// <summary>True: <c>._normalizeChanges</c> says what became of which value.</summary>
    public bool Audit { get; init; }

    /// <summary>The values, in order. All of them see the custom resource as it is written.</summary>
    public IReadOnlyList<NormalizedField> Fields { get; init; } = [];
}

namespace Orkestra.Katalog.Model;

/// <summary>What the status of a custom resource shows.</summary>
public sealed record StatusDefinition
{
    /// <summary>Conditions only.</summary>
    public static StatusDefinition Empty { get; } = new();

    /// <summary>False: no conditions are written.</summary>
    public bool Conditions { get; init; } = true;

    /// <summary>The declared fields, in order; the last entry of a path that matches wins.</summary>
    public IReadOnlyList<StatusField> Fields { get; init; } = [];
}

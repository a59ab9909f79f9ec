namespace Orkestra.Katalog.Admission;

/// <summary>The rules for the custom resources of an entry. Mutation comes before validation.</summary>
public sealed record AdmissionDefinition
{
    /// <summary>No rules.</summary>
    public static AdmissionDefinition Empty { get; } = new();

    /// <summary>What custom resources must obey; all violations are told together.</summary>
    public IReadOnlyList<ValidationRule> Validation { get; init; } = [];

    /// <summary>What custom resources get by default or always, in order.</summary>
    public IReadOnlyList<MutationRule> Mutation { get; init; } = [];
}

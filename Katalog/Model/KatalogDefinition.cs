namespace Orkestra.Katalog.Model;

/// <summary>A loaded Katalog: definitions of operators, ready to run.</summary>
/// <param name="Name"><c>metadata.name</c>.</param>
/// <param name="Version"><c>metadata.version</c>.</param>
/// <param name="Description"><c>metadata.description</c>.</param>
/// <param name="Revision">Hash of everything that was read for it, 16 hexadecimal digits.</param>
/// <param name="Entries">The operator boxes in file order, disabled ones too.</param>
public sealed record KatalogDefinition(string Name, string? Version, string? Description, string Revision, IReadOnlyList<CrdEntry> Entries)
{
    /// <summary>What the file says; null: it was read from none.</summary>
    public Declaration? Declaration { get; init; }

    /// <summary>What the file says of itself.</summary>
    public DefinitionAbout? About { get; init; }

    /// <summary>What the Katalogs and Motifs say of themselves that it imports, each once.</summary>
    public IReadOnlyList<DefinitionAbout> Parts { get; init; } = [];

    /// <summary><c>metadata.annotations</c>. They are no part of the revisions of the entries.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

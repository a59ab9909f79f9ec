namespace Orkestra.Katalog.Model;

/// <summary>What the <c>metadata</c> of a file says of it, for people: <c>ork validate --full</c> shows it.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name"><c>metadata.name</c>.</param>
public sealed record DefinitionAbout(string File, string Kind, string Name)
{
    /// <summary>The tenant that views group it by; null: the default one.</summary>
    public string? Namespace { get; init; }

    /// <summary>The other keys of <c>metadata</c> as they are written, in the order of the file; lists and maps as JSON. Then what notes and inputs are for.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];
}

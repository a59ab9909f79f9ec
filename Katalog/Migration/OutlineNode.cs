namespace Orkestra.Katalog.Migration;

/// <summary>A piece of YAML by its place in the text alone.</summary>
/// <param name="Start">The index of its first character, its anchor and tag included.</param>
/// <param name="End">The index behind its last character.</param>
/// <param name="Form">What it is.</param>
internal sealed record OutlineNode(int Start, int End, OutlineForm Form)
{
    /// <summary>The text of a scalar, without quotes.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether it has an anchor or a tag.</summary>
    public bool IsMarked { get; init; }

    /// <summary>The entries of a map, or the items of a list, whose keys are empty.</summary>
    public IReadOnlyList<OutlineEntry> Entries { get; init; } = [];

    public OutlineEntry? Find(string key) => Entries.FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.Ordinal));
}

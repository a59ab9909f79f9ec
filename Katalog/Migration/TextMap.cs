namespace Orkestra.Katalog.Migration;

/// <summary>The entries of a map in their order.</summary>
internal sealed class TextMap
{
    public List<TextItem> Items { get; } = [];

    /// <summary>Comments behind the last entry.</summary>
    public List<string> Trailing { get; } = [];

    /// <summary>How much deeper the entries are than the key of the map.</summary>
    public int Step { get; init; } = 2;

    public TextItem? Find(string key) => Items.Find(item => string.Equals(item.Key, key, StringComparison.Ordinal));

    public void Write(int indent, ICollection<string> output)
    {
        foreach (var item in Items)
            item.Write(indent, output);
        foreach (var line in Trailing)
            output.Add(new string(' ', indent) + line);
    }
}

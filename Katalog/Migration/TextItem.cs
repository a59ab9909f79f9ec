namespace Orkestra.Katalog.Migration;

/// <summary>An entry of a map as its lines, with the comments and blank lines above it. Moved elsewhere it keeps them; only its indentation changes.</summary>
internal sealed class TextItem
{
    /// <summary>The key without quotes.</summary>
    public required string Key { get; set; }

    /// <summary>Comments and blank lines above it.</summary>
    public List<string> Leading { get; init; } = [];

    /// <summary>From the key to the end of the value; without the indentation of the first line.</summary>
    public List<string> Lines { get; init; } = [];

    /// <summary>The column that the key had.</summary>
    public int Indent { get; init; }

    /// <summary>It was inside braces: white space at the beginning of its further lines means nothing.</summary>
    public bool IsFlow { get; init; }

    /// <summary>The value in the text; null: it was made.</summary>
    public OutlineNode? Value { get; init; }

    /// <summary>The line of the key, once the value is taken apart.</summary>
    public string Header { get; set; } = "";

    /// <summary>The entries of the value, once it is taken apart.</summary>
    public TextMap? Map { get; set; }

    public static TextItem Made(string key) => new() { Key = key, Header = $"{key}:", Map = new TextMap() };

    public void Write(int indent, ICollection<string> output)
    {
        var shift = indent - Indent;
        foreach (var line in Leading)
            output.Add(Shifted(line, Value is null ? 0 : shift));
        if (Map is { } map)
        {
            output.Add(Pad(indent) + Header + (map.Items.Count == 0 ? " {}" : ""));
            map.Write(indent + map.Step, output);
            return;
        }

        output.Add(Pad(indent) + Lines[0]);
        foreach (var line in Lines.Skip(1))
            output.Add(IsFlow ? Pad(indent + 2) + line.TrimStart() : Shifted(line, shift));
    }

    internal static string Shifted(string line, int by)
    {
        if (line.Length == 0 || by == 0)
            return line;
        return by > 0 ? Pad(by) + line : line[Math.Min(-by, line.Length - line.AsSpan().TrimStart(' ').Length)..];
    }

    private static string Pad(int count) => new(' ', count);
}

namespace Orkestra.Katalog.Migration;

/// <summary>A text by its lines.</summary>
internal sealed class TextLines
{
    private readonly List<int> _starts = [0];

    public TextLines(string text)
    {
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                _starts.Add(i + 1);
        }
    }

    public string Text { get; }

    public int Count => _starts.Count;

    /// <summary>The line of an index, from 0.</summary>
    public int LineOf(int index)
    {
        var found = _starts.BinarySearch(index);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The index at which a line begins.</summary>
    public int StartOf(int line) => _starts[line];

    /// <summary>The column of an index, from 0.</summary>
    public int ColumnOf(int index) => index - _starts[LineOf(index)];

    public string this[int line] => From(_starts[line]);

    /// <summary>The rest of the line of an index.</summary>
    public string From(int index) => Text.IndexOf('\n', index) is var end and >= 0 ? Text[index..end] : Text[index..];

    public IEnumerable<string> Range(int from, int to)
    {
        for (var line = from; line < to; line++)
            yield return this[line];
    }
}

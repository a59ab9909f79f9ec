namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>Breaks a text of a corpus: pieces are put in, taken out, doubled and moved, and two texts are spliced.</summary>
/// <param name="corpus">Texts that are right.</param>
/// <param name="pieces">What the grammar is made of, and what it should not have.</param>
/// <param name="keepsLines">Every other text is changed by whole lines and values only, so that more of it is read than its first mistake.</param>
internal sealed class Mutation(IReadOnlyList<string> corpus, IReadOnlyList<string> pieces, bool keepsLines = false)
{
    private const int MaxEdits = 6;
    private const int MaxPart = 40;

    public string Write(int seed)
    {
        var random = new Random(seed);
        var text = corpus[random.Next(corpus.Count)];
        var byLine = keepsLines && seed % 2 == 1;
        for (var edits = byLine ? 1 : random.Next(1, MaxEdits + 1); edits > 0; edits--)
            text = byLine ? EditLine(text, random) : Edit(text, random);
        return text;
    }

    private string EditLine(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var others = random.Next(2) == 0 ? [.. lines] : corpus[random.Next(corpus.Count)].Split('\n');
        var (at, other) = (random.Next(lines.Count), others[random.Next(others.Length)]);
        switch (random.Next(6))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, Indentation(lines[at]) + other.TrimStart(' '));
                break;
            case 2:
                lines[at] = Indentation(lines[at]) + other.TrimStart(' ');
                break;
            default:
                if (lines[at].Split(": ", 2) is [var key, _] && other.Split(": ", 2) is [_, var value])
                    lines[at] = $"{key}: {value}";
                break;
        }

        return string.Join('\n', lines);
    }

    private static string Indentation(string line) => line[..^line.TrimStart(' ').Length];

    private string Edit(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, MaxPart), text.Length - at);
        switch (random.Next(8))
        {
            case 0 or 1:
                return text.Insert(at, pieces[random.Next(pieces.Count)]);
            case 2:
                return text.Remove(at, length);
            case 3:
                return text.Insert(random.Next(text.Length + 1), text.Substring(at, length));
            case 4:
                return text[..at] + pieces[random.Next(pieces.Count)] + text[(at + length)..];
            case 5:
                var other = corpus[random.Next(corpus.Count)];
                return text[..at] + other[random.Next(other.Length + 1)..];
            case 6:
                return text[..at] + (char)random.Next(0x20, 0x7f) + text[at..];
            default:
                return string.Concat(text[..at], string.Concat(Enumerable.Repeat(text.Substring(at, Math.Min(length, 8)), random.Next(2, 20))), text[at..]);
        }
    }
}

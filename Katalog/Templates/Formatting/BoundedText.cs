using System.Text;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>A string builder that stops at the evaluation's text limit.</summary>
internal sealed class BoundedText(Evaluation evaluation)
{
    private readonly StringBuilder _text = new();

    public int Length => _text.Length;

    public BoundedText Append(char c)
    {
        Check(1);
        _text.Append(c);
        return this;
    }

    public BoundedText Append(ReadOnlySpan<char> text)
    {
        Check(text.Length);
        _text.Append(text);
        return this;
    }

    public BoundedText Append(char c, int count)
    {
        Check(count);
        _text.Append(c, count);
        return this;
    }

    public override string ToString() => _text.ToString();

    private void Check(int more)
    {
        if (_text.Length + (long)more > evaluation.TextLimit)
            throw new LimitReachedException($"a text of more than {evaluation.TextLimit} characters");
    }
}

using System.Text;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>Collects what a template prints, up to the limit.</summary>
internal sealed class Output(Evaluation evaluation)
{
    private readonly StringBuilder _text = new();

    public void Append(string text)
    {
        if (_text.Length + text.Length > evaluation.TextLimit)
            throw new LimitReachedException($"an output of more than {evaluation.TextLimit} characters");
        evaluation.ChargeText(text.Length);
        _text.Append(text);
    }

    public override string ToString() => _text.ToString();
}

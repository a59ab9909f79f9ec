using System.Text;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>Collects what a template prints, up to the limit. Most print a few pieces, which are joined once at the end.</summary>
internal sealed class Output(Evaluation evaluation)
{
    private string? _first;
    private string? _second;
    private string? _third;
    private StringBuilder? _more;
    private int _length;

    public void Append(string text)
    {
        if (_length + text.Length > evaluation.TextLimit)
            throw new LimitReachedException($"an output of more than {evaluation.TextLimit} characters");
        evaluation.ChargeText(text.Length);
        _length += text.Length;
        if (_first is null)
            _first = text;
        else if (_second is null)
            _second = text;
        else if (_third is null)
            _third = text;
        else
            (_more ??= new StringBuilder()).Append(text);
    }

    public override string ToString() => _more is null ? string.Concat(_first, _second, _third) : string.Concat(_first, _second, _third, _more.ToString());
}

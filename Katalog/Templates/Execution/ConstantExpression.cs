namespace Orkestra.Katalog.Templates.Execution;

internal sealed class ConstantExpression(int offset, object? value, string text) : Expression(offset)
{
    public object? Value { get; } = value;

    /// <summary>The literal as written.</summary>
    public string Text { get; } = text;

    public override object? Evaluate(Frame frame) => Value;
}

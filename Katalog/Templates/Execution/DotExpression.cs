namespace Orkestra.Katalog.Templates.Execution;

internal sealed class DotExpression(int offset) : Expression(offset)
{
    public override object? Evaluate(Frame frame) => frame.Dot;
}

namespace Orkestra.Katalog.Templates.Execution;

internal sealed class VariableExpression(int offset, string name, int slot) : Expression(offset)
{
    public string Name { get; } = name;

    public int Slot { get; } = slot;

    public override object? Evaluate(Frame frame) => frame[Slot];
}

namespace Orkestra.Katalog.Templates.Execution;

/// <summary><c>$x := …</c> or <c>$x = …</c>; yields the value.</summary>
internal sealed class AssignExpression(int offset, int slot, bool declares, Expression value) : Expression(offset)
{
    public int Slot { get; } = slot;

    public bool Declares { get; } = declares;

    public Expression Value { get; } = value;

    public override object? Evaluate(Frame frame) => frame[Slot] = Value.Evaluate(frame);
}

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>An action that declares or assigns; it prints nothing.</summary>
internal sealed class SilentStatement(int offset, Expression value) : Statement(offset)
{
    public Expression Value { get; } = value;

    public override Flow Execute(Frame frame, Output output)
    {
        frame.Evaluation.Step(Offset);
        Value.Evaluate(frame);
        return Flow.Next;
    }
}

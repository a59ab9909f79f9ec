using Orkestra.Katalog.Templates.Formatting;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>Prints a value as Go's fmt does, but nil as nothing.</summary>
internal sealed class PrintStatement(int offset, Expression value) : Statement(offset)
{
    public Expression Value { get; } = value;

    public override Flow Execute(Frame frame, Output output)
    {
        frame.Evaluation.Step(Offset);
        var result = Value.Evaluate(frame);
        frame.Evaluation.At = Offset;
        if (result is not null)
            output.Append(result as string ?? GoPrint.Value(result, frame.Evaluation));
        return Flow.Next;
    }
}

using System.Collections.Immutable;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary><c>if</c> or <c>with</c>, with all that hangs on it. A <c>with</c> rebinds the dot for its body.</summary>
internal sealed class BranchStatement(int offset, bool rebindsDot, ImmutableArray<BranchArm> arms, Block? otherwise) : Statement(offset)
{
    public bool RebindsDot { get; } = rebindsDot;

    public ImmutableArray<BranchArm> Arms { get; } = arms;

    public Block? Otherwise { get; } = otherwise;

    public override Flow Execute(Frame frame, Output output)
    {
        foreach (var arm in Arms)
        {
            frame.Evaluation.Step(arm.Condition.Offset);
            var value = arm.Condition.Evaluate(frame);
            if (!Truth.Of(value))
                continue;
            if (!RebindsDot)
                return arm.Body.Execute(frame, output);
            var outer = frame.Dot;
            frame.Dot = value;
            var flow = arm.Body.Execute(frame, output);
            frame.Dot = outer;
            return flow;
        }

        return Otherwise?.Execute(frame, output) ?? Flow.Next;
    }
}

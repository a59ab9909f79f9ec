using System.Collections.Immutable;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary><c>target.a.b</c>, where the target is the dot, a variable or a parenthesised pipeline.</summary>
internal sealed class FieldExpression(int offset, Expression target, ImmutableArray<string> names) : Expression(offset)
{
    public Expression Target { get; } = target;

    public ImmutableArray<string> Names { get; } = names;

    public override object? Evaluate(Frame frame)
    {
        frame.Evaluation.Step(Offset);
        var value = Target.Evaluate(frame);
        foreach (var name in Names)
        {
            if (value is null)
                return null;
            value = Fields.Get(value, name) is var (found, member) && found
                ? member
                : throw new EvaluationException($"can't evaluate field {name} in type {GoTypes.NameOf(value)}", Offset);
        }

        return value;
    }
}

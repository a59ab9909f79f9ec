using System.Collections.Immutable;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary><c>first | call | call</c>: each call gets the value before it as its last argument.</summary>
internal sealed class PipelineExpression(int offset, Expression first, ImmutableArray<CallExpression> stages) : Expression(offset)
{
    public Expression First { get; } = first;

    public ImmutableArray<CallExpression> Stages { get; } = stages;

    public override object? Evaluate(Frame frame)
    {
        var value = First.Evaluate(frame);
        foreach (var stage in Stages)
            value = stage.EvaluateWith(frame, value);
        return value;
    }
}

using System.Collections.Immutable;
using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>A call of a function. <c>and</c> and <c>or</c> evaluate no argument after the one that decides.</summary>
internal sealed class CallExpression(int offset, TemplateFunction function, ImmutableArray<Expression> arguments) : Expression(offset)
{
    public TemplateFunction Function { get; } = function;

    public ImmutableArray<Expression> Arguments { get; } = arguments;

    public override object? Evaluate(Frame frame) => Function.ShortCircuit is { } decides
        ? EvaluateShort(frame, decides, piped: false, null)
        : Invoke(frame, EvaluateArguments(frame, extra: 0));

    public object? EvaluateWith(Frame frame, object? piped)
    {
        if (Function.ShortCircuit is { } decides)
            return EvaluateShort(frame, decides, piped: true, piped);
        var values = EvaluateArguments(frame, extra: 1);
        values[^1] = piped;
        return Invoke(frame, values);
    }

    private object? EvaluateShort(Frame frame, bool decides, bool piped, object? final)
    {
        frame.Evaluation.Step(Offset);
        object? value = null;
        foreach (var argument in Arguments)
        {
            value = argument.Evaluate(frame);
            if (Truth.Of(value) == decides)
                return value;
        }

        return piped ? final : value;
    }

    private object?[] EvaluateArguments(Frame frame, int extra)
    {
        var values = new object?[Arguments.Length + extra];
        for (var i = 0; i < Arguments.Length; i++)
            values[i] = Arguments[i].Evaluate(frame);
        return values;
    }

    private object? Invoke(Frame frame, object?[] values)
    {
        var evaluation = frame.Evaluation;
        evaluation.Step(Offset);
        evaluation.Calling = Function.Name;
        foreach (var value in values)
            evaluation.ChargeArgument(value);
        var result = Function.Body(values, evaluation);
        evaluation.ChargeResult(result);
        return result;
    }
}

using System.Collections.Immutable;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Analysis;

/// <summary>Finds what a template can read, without evaluating it. Invariant: every path that an evaluation can touch is reported, or lies below one that is reported whole.</summary>
internal sealed class ReadAnalysis
{
    private const int StatementBudget = 50_000;
    private const int IncludeDepth = 64;

    private readonly ReadCollector _collector = new();
    private readonly HashSet<(TemplateBody, string)> _included = [];
    private readonly HashSet<TemplateBody> _bodies = new(ReferenceEqualityComparer.Instance);
    private PathSet[] _slots = [];
    private PathSet _dot = PathSet.Root;
    private int _statements;
    private int _depth;

    public static TemplateReads Of(TemplateBody body)
    {
        var analysis = new ReadAnalysis();
        analysis.Visit(body, PathSet.Root);
        if (analysis._statements > StatementBudget)
            analysis._collector.AddEverything();
        return analysis._collector.ToReads();
    }

    private void Visit(TemplateBody body, PathSet dot)
    {
        var (slots, outer) = (_slots, _dot);
        _slots = new PathSet[body.Slots];
        Array.Fill(_slots, PathSet.None);
        _slots[0] = _dot = dot;
        Visit(body.Block);
        (_slots, _dot) = (slots, outer);
    }

    private void Visit(Block block)
    {
        foreach (var statement in block.Statements)
        {
            if (++_statements > StatementBudget)
                return;
            Visit(statement);
        }
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case PrintStatement print:
                _collector.Add(Of(print.Value), whole: true);
                break;
            case SilentStatement silent:
                Of(silent.Value);
                break;
            case BranchStatement branch:
                Visit(branch);
                break;
            case RangeStatement range:
                Visit(range);
                break;
            case IncludeStatement include:
                Visit(include);
                break;
        }
    }

    private void Visit(BranchStatement branch)
    {
        foreach (var arm in branch.Arms)
        {
            var value = Of(arm.Condition);
            _collector.Add(value, whole: false);
            var outer = _dot;
            if (branch.RebindsDot)
                _dot = value;
            Visit(arm.Body);
            _dot = outer;
        }

        if (branch.Otherwise is not null)
            Visit(branch.Otherwise);
    }

    private void Visit(RangeStatement range)
    {
        _collector.Add(Of(range.Subject), whole: true);
        var outer = _dot;
        _dot = PathSet.None;
        Visit(range.Body);
        _dot = outer;
        if (range.Otherwise is not null)
            Visit(range.Otherwise);
    }

    /// <summary>A template that was seen with the same value reads nothing more; one that calls itself ends there.</summary>
    private void Visit(IncludeStatement include)
    {
        var argument = include.Argument is null ? PathSet.None : Of(include.Argument);
        if (!_included.Add((include.Body, argument.Key)))
            return;
        if (_depth >= IncludeDepth)
        {
            // Its functions are known from the first visit, and it reads only through its argument.
            if (_bodies.Contains(include.Body))
                _collector.Add(argument, whole: true);
            else
                _collector.AddEverything();
            return;
        }

        _depth++;
        _bodies.Add(include.Body);
        Visit(include.Body, argument);
        _depth--;
    }

    private PathSet Of(Expression expression) => expression switch
    {
        DotExpression => _dot,
        VariableExpression variable => _slots[variable.Slot],
        FieldExpression field => Narrow(Of(field.Target), field.Names),
        AssignExpression assign => Assign(assign),
        PipelineExpression pipeline => Pipe(pipeline),
        CallExpression call => Call(call.Function, [.. call.Arguments.Select(Of)], call.Arguments),
        _ => PathSet.None,
    };

    private PathSet Narrow(PathSet target, ImmutableArray<string> names) => target.Below(names, _collector);

    private PathSet Assign(AssignExpression assign)
    {
        var value = Of(assign.Value);
        if (assign.Declares)
            return _slots[assign.Slot] = value;

        // A loop may read the variable before this place in its next turn.
        _collector.Add(value, whole: true);
        _slots[assign.Slot] = _slots[assign.Slot].Union(value, _collector);
        return value;
    }

    private PathSet Pipe(PipelineExpression pipeline)
    {
        var value = Of(pipeline.First);
        foreach (var stage in pipeline.Stages)
            value = Call(stage.Function, [.. stage.Arguments.Select(Of), value], stage.Arguments);
        return value;
    }

    /// <summary><paramref name="expressions"/> may be one shorter than the values: the piped value has no expression.</summary>
    private PathSet Call(TemplateFunction function, ImmutableArray<PathSet> values, ImmutableArray<Expression> expressions)
    {
        _collector.AddFlags(function);
        var result = PathSet.None;
        for (var i = 0; i < values.Length; i++)
        {
            var read = function.ReadOf(i);
            switch (read.Kind)
            {
                case ArgumentReadKind.Shallow:
                    _collector.Add(values[i], whole: false);
                    break;
                case ArgumentReadKind.Result:
                    _collector.Add(values[i], whole: false);
                    result = result.Union(values[i], _collector);
                    break;
                case ArgumentReadKind.Walk when i == 0 && Keys(expressions, values.Length) is { } keys:
                    return Narrow(values[0], keys);
                case ArgumentReadKind.Paths:
                    foreach (var path in read.Paths)
                        _collector.Add(Narrow(values[i], path), whole: true);
                    break;
                case ArgumentReadKind.Member:
                    result = result.Union(Narrow(values[i], read.Paths[0]), _collector);
                    break;
                default:
                    _collector.Add(values[i], whole: true);
                    break;
            }
        }

        return result;
    }

    /// <summary>The constant keys behind the first argument; null if one of them is computed or piped.</summary>
    private static ImmutableArray<string>? Keys(ImmutableArray<Expression> expressions, int count)
    {
        if (expressions.Length != count)
            return null;
        var keys = ImmutableArray.CreateBuilder<string>(count - 1);
        foreach (var expression in expressions.Skip(1))
        {
            if (expression is not ConstantExpression { Value: string or long } constant)
                return null;
            keys.Add(Arg.Text(constant.Value));
        }

        return keys.DrainToImmutable();
    }
}

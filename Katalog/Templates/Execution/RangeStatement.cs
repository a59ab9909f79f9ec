using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates.Formatting;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary><c>range</c> over a list, a map in the order of its keys, or the integers below a number. Slots are -1 where there is no variable; with one
/// variable it is the element.</summary>
internal sealed class RangeStatement(int offset, RangeVariables variables, Expression subject, Block body, Block? otherwise) : Statement(offset)
{
    public RangeVariables Variables { get; } = variables;

    public Expression Subject { get; } = subject;

    public Block Body { get; } = body;

    public Block? Otherwise { get; } = otherwise;

    public override Flow Execute(Frame frame, Output output)
    {
        frame.Evaluation.Step(Offset);
        var target = Subject.Evaluate(frame);
        var outer = frame.Dot;

        // Without an iteration, which sets them anew, the variables are what is gone through.
        Set(frame, target, target);
        var ran = target switch
        {
            null => false,
            JsonArray list => OverList(list, frame, output),
            JsonObject map => OverMap(map, frame, output),
            TemplateScope scope => OverScope(scope, frame, output),
            long count => OverCount(count, frame, output),
            _ => throw new EvaluationException($"range can't iterate over {Arg.Shorten(GoPrint.Value(target, frame.Evaluation))}", Offset),
        };
        frame.Dot = outer;
        return ran ? Flow.Next : Otherwise?.Execute(frame, output) ?? Flow.Next;
    }

    private bool OverList(JsonArray list, Frame frame, Output output)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (!Iterate(frame, output, (long)i, TemplateValue.Normalize(list[i])))
                break;
        }

        return list.Count > 0;
    }

    private bool OverMap(JsonObject map, Frame frame, Output output)
    {
        foreach (var (key, value) in map.OrderBy(static member => member.Key, StringComparer.Ordinal))
        {
            if (!Iterate(frame, output, key, TemplateValue.Normalize(value)))
                break;
        }

        return map.Count > 0;
    }

    private bool OverScope(TemplateScope scope, Frame frame, Output output)
    {
        var names = scope.Names;
        foreach (var name in names)
        {
            if (!Iterate(frame, output, name, Fields.Find(scope, name)))
                break;
        }

        return names.Count > 0;
    }

    private bool OverCount(long count, Frame frame, Output output)
    {
        if (Variables.Index >= 0)
            throw new EvaluationException($"can't use {count} to iterate over more than one variable", Offset);
        for (var i = 0L; i < count; i++)
        {
            if (!Iterate(frame, output, null, i))
                break;
        }

        return count > 0;
    }

    private bool Iterate(Frame frame, Output output, object? index, object? element)
    {
        frame.Evaluation.Step(Offset);
        Set(frame, index, element);
        frame.Dot = element;
        return Body.Execute(frame, output) != Flow.Break;
    }

    private void Set(Frame frame, object? index, object? element)
    {
        if (Variables.Index >= 0)
            frame[Variables.Index] = index;
        if (Variables.Element >= 0)
            frame[Variables.Element] = element;
    }
}

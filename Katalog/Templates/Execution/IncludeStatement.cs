namespace Orkestra.Katalog.Templates.Execution;

/// <summary><c>{{template "name" value}}</c>. The bodies are filled in after parsing, because a template may be used before it is defined.</summary>
internal sealed class IncludeStatement(int offset, string name, Expression? argument, IReadOnlyDictionary<string, TemplateBody> bodies) : Statement(offset)
{
    public string Name { get; } = name;

    public Expression? Argument { get; } = argument;

    public TemplateBody Body => bodies[Name];

    public override Flow Execute(Frame frame, Output output)
    {
        frame.Evaluation.Step(Offset);
        var body = Body;
        var data = Argument?.Evaluate(frame);
        frame.Evaluation.Enter();
        body.Block.Execute(new Frame(frame.Evaluation, body.Slots, data), output);
        frame.Evaluation.Leave();
        return Flow.Next;
    }
}

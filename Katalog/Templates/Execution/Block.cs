using System.Collections.Immutable;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>Statements in order, up to a break or continue.</summary>
internal sealed record Block(ImmutableArray<Statement> Statements)
{
    public Flow Execute(Frame frame, Output output)
    {
        foreach (var statement in Statements)
        {
            var flow = statement.Execute(frame, output);
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }
}

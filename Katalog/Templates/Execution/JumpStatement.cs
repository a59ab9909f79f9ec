namespace Orkestra.Katalog.Templates.Execution;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed class JumpStatement(int offset, Flow flow) : Statement(offset)
{
    public override Flow Execute(Frame frame, Output output) => flow;
}

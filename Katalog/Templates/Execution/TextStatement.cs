namespace Orkestra.Katalog.Templates.Execution;

internal sealed class TextStatement(int offset, string text) : Statement(offset)
{
    public string Text { get; } = text;

    public bool IsBlank { get; } = string.IsNullOrWhiteSpace(text);

    public override Flow Execute(Frame frame, Output output)
    {
        frame.Evaluation.At = Offset;
        output.Append(Text);
        return Flow.Next;
    }
}

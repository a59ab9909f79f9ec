namespace Orkestra.Katalog.Templates.Execution;

/// <summary>An expression failed at an offset; the template makes a <see cref="TemplateException"/> of it.</summary>
internal sealed class EvaluationException(string message, int offset) : Exception(message)
{
    public int Offset { get; } = offset;
}

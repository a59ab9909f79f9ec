namespace Orkestra.Katalog.Templates.Execution;

/// <summary>A node that yields a value. Immutable once parsed.</summary>
internal abstract class Expression(int offset)
{
    /// <summary>Where in the template, in UTF-16 units.</summary>
    public int Offset { get; } = offset;

    public abstract object? Evaluate(Frame frame);
}

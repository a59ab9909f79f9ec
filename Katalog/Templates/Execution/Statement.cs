namespace Orkestra.Katalog.Templates.Execution;

/// <summary>A node that prints. Immutable once parsed.</summary>
internal abstract class Statement(int offset)
{
    /// <summary>Where in the template, in UTF-16 units.</summary>
    public int Offset { get; } = offset;

    public abstract Flow Execute(Frame frame, Output output);
}

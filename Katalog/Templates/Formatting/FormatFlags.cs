namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>The flags, width and precision of one verb; -1 where there is none.</summary>
internal sealed record FormatFlags(bool Plus, bool Minus, bool Sharp, bool Space, bool Zero, int Width, int Precision)
{
    public static FormatFlags None { get; } = new(false, false, false, false, false, -1, -1);

    public bool HasWidth => Width >= 0;

    public bool HasPrecision => Precision >= 0;
}

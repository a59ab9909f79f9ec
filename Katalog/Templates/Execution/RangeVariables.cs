namespace Orkestra.Katalog.Templates.Execution;

/// <summary>The slots of a range's variables, -1 where there is none.</summary>
internal sealed record RangeVariables(int Index, int Element, bool Declares)
{
    public static RangeVariables None { get; } = new(-1, -1, Declares: true);
}

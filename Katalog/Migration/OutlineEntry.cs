namespace Orkestra.Katalog.Migration;

/// <summary>An entry of a map, or an item of a list: there the key has no length.</summary>
internal sealed record OutlineEntry(string Key, int KeyStart, int KeyEnd, OutlineNode Value)
{
    public int End => Math.Max(KeyEnd, Value.End);
}

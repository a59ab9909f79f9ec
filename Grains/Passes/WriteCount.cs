namespace Orkestra.Grains.Passes;

/// <summary>Counts the writes of one pass.</summary>
internal sealed class WriteCount
{
    public int Value { get; private set; }

    public void Add() => Value++;
}

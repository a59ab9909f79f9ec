namespace Orkestra.Katalog.Templates.Execution;

/// <summary>The variables and the dot of one running template body. Slot 0 is <c>$</c>.</summary>
internal sealed class Frame
{
    private readonly object?[] _slots;

    public Frame(Evaluation evaluation, int slots, object? dot)
    {
        Evaluation = evaluation;
        Dot = dot;
        _slots = new object?[slots];
        _slots[0] = dot;
    }

    public Evaluation Evaluation { get; }

    public object? Dot { get; set; }

    public object? this[int slot]
    {
        get => _slots[slot];
        set => _slots[slot] = value;
    }
}

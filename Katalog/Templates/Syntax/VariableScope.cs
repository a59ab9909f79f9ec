namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>The variables that are visible at one place of a body, each with its own slot. Slot 0 is <c>$</c>.</summary>
internal sealed class VariableScope
{
    private readonly List<(string Name, int Slot)> _visible = [("$", 0)];

    public int SlotCount { get; private set; } = 1;

    public int Mark => _visible.Count;

    public IEnumerable<string> Names => _visible.Select(static variable => variable.Name);

    public int Declare(string name)
    {
        _visible.Add((name, SlotCount));
        return SlotCount++;
    }

    public int? Find(string name)
    {
        for (var i = _visible.Count - 1; i >= 0; i--)
        {
            if (string.Equals(_visible[i].Name, name, StringComparison.Ordinal))
                return _visible[i].Slot;
        }

        return null;
    }

    public void Release(int mark) => _visible.RemoveRange(mark, _visible.Count - mark);
}

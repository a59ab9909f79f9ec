namespace Orkestra.Katalog.Schema;

/// <summary>One key of a block.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Shape">What its value may look like.</param>
/// <param name="State">What this version does with it.</param>
/// <param name="IsRequired">Whether the block is useless without it.</param>
/// <param name="Documentation">For users: what it means, its default. One or two sentences.</param>
/// <param name="Refusal">Why it is not possible, and what to write, where <paramref name="State"/> says so.</param>
internal sealed record KeySchema(string Name, Shape Shape, KeyState State = KeyState.Read, bool IsRequired = false, string Documentation = "", KeyRefusal? Refusal = null)
{
    /// <summary>Values of a key without effect that say what is so anyway: a file that has one of them is told nothing.</summary>
    public IReadOnlyList<string> AsIs { get; init; } = [];

    /// <summary>Its present form, where it is an older one.</summary>
    public OlderKey? Older { get; init; }
}

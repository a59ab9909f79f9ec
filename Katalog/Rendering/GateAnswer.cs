namespace Orkestra.Katalog.Rendering;

/// <summary>What the gates of an entry say.</summary>
/// <param name="IsOpen">A pass may be made.</param>
/// <param name="Fault">Why a gate is closed that cannot be asked; empty: it was asked, or is open all the same.</param>
public sealed record GateAnswer(bool IsOpen, string Fault)
{
    /// <summary>All are open.</summary>
    public static GateAnswer Open { get; } = new(true, "");

    /// <summary>One is closed.</summary>
    public static GateAnswer Closed { get; } = new(false, "");
}

namespace Orkestra.Cli.Settings;

/// <summary>A setting with the value that counts and where it came from.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Text">The value as text.</param>
/// <param name="Source"><c>default</c>, a flag or a variable.</param>
internal sealed record Setting(string Name, string Text, string Source)
{
    public override string ToString() => $"{Name} {Text} ({Source})";
}

namespace Orkestra.Cli.Display;

/// <summary>What stays the same while a session runs, for the foot of the live table.</summary>
/// <param name="Title">What runs.</param>
/// <param name="Health">Address of the health API.</param>
/// <param name="Kubeconfig">Path of a kubeconfig made for the session, or null.</param>
/// <param name="TryLine">A command to copy, or null.</param>
internal sealed record SessionFacts(string Title, string Health, string? Kubeconfig, string? TryLine);

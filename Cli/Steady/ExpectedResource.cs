namespace Orkestra.Cli.Steady;

/// <summary>A custom resource that was applied and that a box must see before anything counts as steady.</summary>
internal sealed record ExpectedResource(string Box, string Kind, string? Namespace, string Name);

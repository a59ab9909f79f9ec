namespace Orkestra.Cli.Permissions;

/// <summary>One rule of a ClusterRole.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Resource">Plural, with a subresource behind a slash.</param>
/// <param name="Verbs">What may be done.</param>
internal sealed record Permission(string Group, string Resource, IReadOnlyList<string> Verbs);

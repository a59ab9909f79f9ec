namespace Orkestra.Silo.Http;

/// <summary>The namespaces in which a box may work.</summary>
internal sealed record NamespaceProtectionAnswer(bool Enabled, IReadOnlyList<string> AllowedNamespaces, IReadOnlyList<string> RestrictedNamespaces);

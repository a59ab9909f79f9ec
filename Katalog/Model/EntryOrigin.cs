namespace Orkestra.Katalog.Model;

/// <summary>The Katalog that an entry comes from, where another definition imports it.</summary>
/// <param name="Name"><c>katalogName</c>.</param>
/// <param name="Namespace"><c>katalogNamespace</c>: the tenant that views group the entry by.</param>
/// <param name="Version"><c>katalogVersion</c>.</param>
/// <param name="Description"><c>katalogDescription</c>.</param>
public sealed record EntryOrigin(string? Name, string? Namespace, string? Version, string? Description);

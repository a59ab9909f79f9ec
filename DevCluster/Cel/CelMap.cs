namespace Orkestra.DevCluster.Cel;

/// <summary>A map that an expression made.</summary>
internal sealed record CelMap(IReadOnlyDictionary<string, object?> Entries);

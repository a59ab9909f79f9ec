namespace Orkestra.DevCluster.Apply;

/// <summary>The fields that one manager owns.</summary>
/// <param name="Fields">In the shape of <paramref name="ApiVersion"/>.</param>
/// <param name="ApiVersion">The version that the manager wrote with last.</param>
/// <param name="Time">When it last changed something, as the object says it; null when it never did.</param>
internal sealed record ManagerEntry(FieldSet Fields, string ApiVersion, string? Time);

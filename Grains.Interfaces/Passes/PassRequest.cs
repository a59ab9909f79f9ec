namespace Orkestra.Grains.Interfaces.Passes;

/// <summary>Asks a grain for one pass.</summary>
/// <param name="Causes">Everything that happened to the key since its last pass.</param>
/// <param name="QueueWait">How long the key waited for a worker.</param>
public sealed record PassRequest(PassCauses Causes, TimeSpan QueueWait);

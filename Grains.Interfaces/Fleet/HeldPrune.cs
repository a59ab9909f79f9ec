namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>Deletions that wait until somebody accepts the definition that asks for them.</summary>
/// <param name="Revision">The revision to accept.</param>
/// <param name="CustomResources">Custom resources that would lose children.</param>
/// <param name="Children">Children that would be deleted.</param>
/// <param name="Limit">In how many custom resources a definition may prune without being accepted.</param>
public sealed record HeldPrune(string Revision, int CustomResources, int Children, int Limit);

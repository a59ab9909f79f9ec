namespace Orkestra.Katalog.Rendering;

/// <summary>What an entry says of the deletion of one custom resource.</summary>
/// <param name="Objects">What is made first, in the order in which it is applied; switched-off ones too.</param>
/// <param name="Groups">The children that go one group after the other.</param>
public sealed record RenderedDeletion(IReadOnlyList<RenderedChild> Objects, IReadOnlyList<RenderedDeletionGroup> Groups);

namespace Orkestra.Katalog.Rendering;

/// <summary>Children that are deleted at the same time.</summary>
/// <param name="Name">For people.</param>
/// <param name="MayBegin">Its conditions hold.</param>
/// <param name="Members">Kinds and names; none has an object.</param>
public sealed record RenderedDeletionGroup(string Name, bool MayBegin, IReadOnlyList<RenderedChild> Members);

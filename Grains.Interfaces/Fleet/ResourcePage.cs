namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>Some of the custom resources of a box, by namespace and name.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Total">How many the box knows.</param>
/// <param name="Next">Ask for those after this one; null: there are no more.</param>
public sealed record ResourcePage(IReadOnlyList<ResourceView> Items, int Total, string? Next);

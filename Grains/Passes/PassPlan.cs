namespace Orkestra.Grains.Passes;

/// <summary>All children of one custom resource, in the order in which they are applied.</summary>
/// <param name="Children">Switched-off ones too.</param>
/// <param name="NamesComplete">Children that are not in the list are not wanted any more.</param>
internal sealed record PassPlan(IReadOnlyList<PlannedChild> Children, bool NamesComplete);

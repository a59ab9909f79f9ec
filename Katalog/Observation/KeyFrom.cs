namespace Orkestra.Katalog.Observation;

/// <summary>Which custom resource an event of another object is about.</summary>
/// <param name="Label">The label of the object that has the name of the custom resource; null: none.</param>
/// <param name="Name">Its fixed name; null: none.</param>
/// <param name="Namespace">Its fixed namespace; null: that of the object.</param>
public sealed record KeyFrom(string? Label, string? Name, string? Namespace);
